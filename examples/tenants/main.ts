import { resolve } from 'node:path';
import { App } from 'cdktf';
import { Tenants } from './stack';

const { TENANTS_PORT = '8080', TENANTS_FOLDER = 'sockets', TENANTS_ATTACK = '', TENANTS_HOST_ROOT = '' } = process.env;

const app = new App();
new Tenants(app, 'tenants', {
  port: Number(TENANTS_PORT),
  image: 'busybox:1.37',
  engineImage: 'berth/tenants-engine:1',
  socketFolder: resolve(TENANTS_FOLDER),
  attack: TENANTS_ATTACK !== '',
  hostRoot: TENANTS_HOST_ROOT !== '',
});
app.synth();
