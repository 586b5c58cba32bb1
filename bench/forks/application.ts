/** The name of the image. */
export const IMAGE = 'bench-fork:latest';

/** Initialises for some milliseconds, in which it uses no processor and so doesn't slow down others, and answers each request then. */
export const SERVER = `
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(process.argv[1]));
let seed = require('crypto').randomUUID();
process.on('SIGUSR2', () => { seed = require('fs').readFileSync('/proc/sys/kernel/random/uuid', 'utf8').trim(); });
require('http').createServer((request, response) => response.end(seed)).listen(80);`;

/** Exits with 0 when the application answers. */
export const IS_READY = 'require(\'http\').get(\'http://127.0.0.1/\', () => process.exit(0)).on(\'error\', () => process.exit(1))';
