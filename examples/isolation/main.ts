import { App } from 'cdktf';
import { COMBINATIONS, KERNELS } from './combinations';
import { Isolation } from './stack';

const { ISOLATION_KERNELS = KERNELS.join(','), ISOLATION_SOCKET = '/var/run/docker.sock' } = process.env;

const app = new App();
new Isolation(app, 'isolation', {
  combinations: COMBINATIONS.filter(({ kernel }) => ISOLATION_KERNELS.split(',').includes(kernel)),
  engineSocket: ISOLATION_SOCKET,
});
app.synth();
