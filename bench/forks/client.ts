import { Agent, get } from 'node:http';

const [url = '', rate, seconds] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });

/*
 * Sends requests at a steady rate, however long the answers take, and prints a line for each: when it was sent, and how many milliseconds
 * the answer took, or -1 without one.
 */
const sending = setInterval(() => {
  const sent = Date.now();
  const answered = (milliseconds: number) => process.stdout.write(`${sent} ${milliseconds}\n`);
  get(url, { agent }, (response) => {
    response.resume();
    response.once('end', () => answered(response.statusCode === 200 ? Date.now() - sent : -1));
  }).once('error', () => answered(-1));
}, 1000 / Number(rate));
setTimeout(() => clearInterval(sending), Number(seconds) * 1000);
