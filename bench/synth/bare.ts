import { Container } from '@cdktf/provider-docker/lib/container';
import { Image } from '@cdktf/provider-docker/lib/image';
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { App, TerraformStack } from 'cdktf';

// Writes out the settings that berth.ts results in.
const [count, outdir] = [Number(process.argv[2]), process.argv[3]];
const app = new App({ outdir });
const stack = new TerraformStack(app, 'bench');
new DockerProvider(stack, 'provider', {});
const image = new Image(stack, 'image', { name: 'busybox:latest', keepLocally: true });
for (let i = 0; i < count; i++) {
  new Container(stack, `c${i}`, {
    name: `c${i}`,
    image: image.imageId,
    command: ['sleep', '1000'],
    env: [`N=${i}`],
    restart: 'on-failure',
    maxRetryCount: 5,
    memory: 512,
    memorySwap: 512,
    cpus: '1',
    ipcMode: 'private',
    cgroupnsMode: 'private',
    securityOpts: ['no-new-privileges'],
    capabilities: { drop: ['ALL'], add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID'] },
    ulimit: [{ name: 'nofile', soft: 1024, hard: 4096 }],
    logDriver: 'json-file',
    logOpts: { 'max-size': '10m', 'max-file': '3' },
  });
}
app.synth();
