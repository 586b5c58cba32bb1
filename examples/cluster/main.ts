import { App } from 'cdktf';
import { Cluster, Node } from './stack';

const {
  CLUSTER_NODES, CLUSTER_DRAIN = '', WORKERS = '20', JOBS = '2000', COLOR = 'blue', SHOP_PORT = '8080', INGRESS, BROKEN,
} = process.env;
if (CLUSTER_NODES === undefined) throw new Error('Set CLUSTER_NODES to the nodes as JSON: see README.md.');

const app = new App();
new Cluster(app, 'cluster', {
  nodes: JSON.parse(CLUSTER_NODES) as Record<string, Node>,
  drain: CLUSTER_DRAIN.split(',').filter((name) => name !== ''),
  hasIpVs: INGRESS === 'true',
  port: Number(SHOP_PORT),
  workers: Number(WORKERS),
  jobs: Number(JOBS),
  color: COLOR,
  isBroken: BROKEN === 'true',
});
app.synth();
