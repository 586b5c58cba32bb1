import { App } from 'cdktf';
import { Tickets } from './stack';

const { SERVERS = '2', FORKS = 'yes', SECONDS = '5' } = process.env;

const app = new App();
new Tickets(app, 'forks', { servers: Number(SERVERS), isFork: FORKS === 'yes', seconds: Number(SECONDS) });
app.synth();
