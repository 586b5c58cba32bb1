import { join } from 'node:path';
import { App } from 'cdktf';
import { imagesFrom } from './images';
import { BareBones } from './stack';

const app = new App();
new BareBones(app, 'bare-bones', imagesFrom(join(__dirname, 'debian.lock.json')));
app.synth();
