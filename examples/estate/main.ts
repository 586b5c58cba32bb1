import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { topologyPage } from './page';
import { EngineEstate, KubernetesEstate, SwarmEstate, VSphereEstate } from './stacks';
import { Node } from '../cluster/stack';

const {
  ESTATE_NODES = '{ "node1": { "host": "ssh://deploy@10.0.0.11", "address": "10.0.0.11" } }', SHOP_PORT = '8080', WORKERS = '8', JOBS = '500',
  COLOR = 'blue', USER_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEstateEstateEstateEstateEstateEstateEstat user',
  HOST_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEstateEstateEstateEstateEstateEstateEstat host',
} = process.env;

const app = new App();
const props = { port: Number(SHOP_PORT), workers: Number(WORKERS), jobs: Number(JOBS), color: COLOR };
const stacks = {
  'Docker Engine': new EngineEstate(app, 'engine', props),
  'Docker Swarm': new SwarmEstate(app, 'swarm', { ...props, nodes: JSON.parse(ESTATE_NODES) as Record<string, Node> }),
  'Kubernetes': new KubernetesEstate(app, 'kubernetes', props),
  'vSphere': new VSphereEstate(app, 'vsphere', { ...props, userKey: USER_KEY, hostKey: HOST_KEY }),
};
app.synth();

mkdirSync(app.outdir, { recursive: true });
writeFileSync(join(app.outdir, 'estate.html'), topologyPage(stacks));
