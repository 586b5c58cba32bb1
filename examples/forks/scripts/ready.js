require('node:http').get('http://127.0.0.1:8080/', () => process.exit(0)).on('error', () => process.exit(1));
