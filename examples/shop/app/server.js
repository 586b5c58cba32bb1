// The application: counts visits in redis, and shows the number. It needs no packages, only what Node.js has.
const { createServer } = require('node:http');
const { connect } = require('node:net');
const { hostname } = require('node:os');

const redisHost = process.env.REDIS_HOST;

/** Sends redis one command and returns its one-line answer, without the letter that tells its type. */
function redis(command) {
  return new Promise((resolve, reject) => {
    const socket = connect(6379, redisHost, () => socket.write(`${command}\r\n`));
    socket.setTimeout(2_000, () => socket.destroy(new Error('redis does not answer')));
    socket.on('error', reject);
    socket.on('data', (answer) => {
      socket.end();
      const text = answer.toString().trim();
      if (text.startsWith('-')) reject(new Error(text));
      else resolve(text.slice(1));
    });
  });
}

const page = (visits) => `<!doctype html>
<title>The shop</title>
<h1>Welcome to the shop</h1>
<p>This is visit number <b id="visits">${visits}</b>, served by ${hostname()}.</p>
`;

const server = createServer(async (request, response) => {
  try {
    if (request.url === '/') {
      const visits = await redis('INCR visits');
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(page(visits));
    } else if (request.url === '/health') {
      await redis('PING');
      response.end('ok\n');
    } else {
      response.statusCode = 404;
      response.end('There is no such page.\n');
    }
  } catch (error) {
    console.error(error.message);
    response.statusCode = 503;
    response.end('The shop is closed: its counter does not answer.\n');
  }
});

server.listen(8080);
process.on('SIGTERM', () => server.close(() => process.exit()));
