import { App } from 'cdktf';
import { Cloud } from './stack';

const { CLOUD_KEYS = 'keys' } = process.env;

const app = new App();
new Cloud(app, 'cloud', { keys: CLOUD_KEYS });
app.synth();
