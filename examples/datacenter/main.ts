import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { App } from 'cdktf';
import { Datacenter, HOSTS, HostName } from './stack';

const { DATACENTER_HOSTS = HOSTS.join(','), DATACENTER_DRAIN = '', DATACENTER_REPLICAS = '6', DATACENTER_PORT = '8080' } = process.env;
const { DATACENTER_FOLDER = '.', DATACENTER_NAME = 'datacenter' } = process.env;

const names = (list: string) => list.split(',').filter(Boolean) as HostName[];
const file = (name: string) => resolve(DATACENTER_FOLDER, name);

const app = new App();
new Datacenter(app, DATACENTER_NAME, {
  hosts: names(DATACENTER_HOSTS),
  drain: names(DATACENTER_DRAIN),
  replicas: Number(DATACENTER_REPLICAS),
  port: Number(DATACENTER_PORT),
  engineImage: 'berth/datacenter-engine:1',
  serviceImage: 'berth/datacenter-haproxy:1',
  serviceArchive: file('haproxy.tar'),
  socketFolder: file('sockets'),
  ssh: {
    hostKey: readFileSync(file('host_key.pub'), 'utf8').trim(),
    authorizedKeys: [readFileSync(file('id.pub'), 'utf8').trim()],
    identityFile: file('id'),
  },
});
app.synth();
