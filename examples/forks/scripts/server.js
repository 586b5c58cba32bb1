const { createHmac, randomBytes } = require('node:crypto');
const { createServer } = require('node:http');
const { readFileSync, writeFileSync } = require('node:fs');

const wait = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

// It initialises: a real one would compile templates, fill caches and train a model.
const seconds = Number(process.argv[1]);
wait(seconds * 1000);

const KEY = '/tmp/key';
writeFileSync(KEY, randomBytes(32));
let served = 0;

createServer((request, response) => {
  served += 1;
  // Signing takes its time, as with a key in hardware: a server makes fifty tickets a second.
  wait(20);
  // A ticket is signed with the key of its server. Two servers with one key would sign the same tickets.
  response.end(`${createHmac('sha256', readFileSync(KEY)).update(`${served}`).digest('hex')}\n`);
}).listen(8080);
