const { closeSync, openSync, readSync, writeFileSync } = require('node:fs');

const key = Buffer.alloc(32);
const random = openSync('/dev/urandom', 'r');
readSync(random, key);
closeSync(random);
writeFileSync('/tmp/key', key);
