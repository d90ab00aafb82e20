#!/usr/bin/env bash
# Prometheus' own tool (package prometheus) reads the configuration and the rules, and plays the alerts' tests.
set -euo pipefail
cd "$(dirname "$0")"
promtool check config prometheus.yml
promtool test rules alerts_test.yml
