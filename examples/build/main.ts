import { App, TerraformStack } from 'cdktf';
import { Greeter } from './greeter';

const app = new App();
new Greeter(new TerraformStack(app, 'build'), 'greeter');
app.synth();
