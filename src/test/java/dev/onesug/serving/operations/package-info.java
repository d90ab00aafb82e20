/**
 * The files that the service is deployed and watched with, read as their programs would read them.
 */
package dev.onesug.serving.operations;
