import { App, TerraformStack } from 'cdktf';
import { BaseImage, ContainerHost } from '../../lib';

// Declares the containers of bare.ts with the library, which adds the checks, the secure defaults and the provider next to the stack.
const [count, outdir] = [Number(process.argv[2]), process.argv[3]];
const app = new App({ outdir });
const host = new ContainerHost(new TerraformStack(app, 'bench'), 'host');
const image = BaseImage.fromRegistry('busybox:latest');
for (let i = 0; i < count; i++) {
  host.addContainer(`c${i}`, { image, name: `c${i}`, command: ['sleep', '1000'], environment: { N: String(i) } });
}
app.synth();
