import { App } from 'cdktf';
import { Applications } from './stack';

const { DENSITY_COUNT = '200' } = process.env;

const app = new App();
new Applications(app, 'density', { count: Number(DENSITY_COUNT), image: 'busybox:1.37' });
app.synth();
