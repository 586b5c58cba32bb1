import { App, TerraformStack } from 'cdktf';
import { BaseImage, ContainerHost } from '../../lib';

// What bare.ts writes by hand, by the library: the checks, the secure defaults and the provider beside the stack come on top.
const [count, outdir] = [Number(process.argv[2]), process.argv[3]];
const app = new App({ outdir });
const host = new ContainerHost(new TerraformStack(app, 'bench'), 'host');
const image = BaseImage.fromRegistry('busybox:latest');
for (let i = 0; i < count; i++) {
  host.addContainer(`c${i}`, { image, name: `c${i}`, command: ['sleep', '1000'], environment: { N: String(i) } });
}
app.synth();
