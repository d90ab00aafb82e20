'use strict';

SwaggerUIBundle({url: 'openapi.yaml', dom_id: '#api', defaultModelsExpandDepth: 0, tryItOutEnabled: true, deepLinking: true});
