import { App } from 'cdktf';
import { Workers } from './stack';

const { WORKERS = '200', JOBS = '20000', COLOR = 'blue' } = process.env;

const app = new App();
new Workers(app, 'workers', { workers: Number(WORKERS), jobs: Number(JOBS), color: COLOR });
app.synth();
