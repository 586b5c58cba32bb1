import { App } from 'cdktf';
import { apiObjects } from './judges/api-objects';
import { reaches } from './judges/network/matrix';
import { openApiProblems } from './judges/openapi-problems';
import { enforcedLevels, enforcedProblems } from './judges/pod-security/pod-security';
import { TerraformJson } from './judges/terraform/expressions';
import { topologyPage } from '../../examples/estate/page';
import { EngineEstate, KubernetesEstate } from '../../examples/estate/stacks';
import { fakeBundle, Synthesized } from '../assertions';

const PROPS = { port: 8_080, workers: 4, jobs: 10, color: 'blue' };

function appWithBundle(): App {
  return new App({ context: { 'berth:providerFolder': fakeBundle() }, outdir: fakeBundle('0.0.0') });
}

const objects = () => apiObjects(Synthesized.of(new KubernetesEstate(appWithBundle(), 'estate', PROPS)).json as TerraformJson);

test('the API server accepts the estate, and enforces the policy of each virtual container host', () => {
  const all = objects();
  expect(openApiProblems(all)).toEqual([]);
  expect(Object.fromEntries(enforcedLevels(all))).toEqual({
    'estate-host': 'restricted', 'estate-sales': 'baseline', 'estate-batch': 'restricted',
  });
  expect(enforcedProblems(all)).toEqual([]);
});

test('exactly those reach each other that the description names', () => {
  const ports = [80, 6_379, 8_080].map((port) => ({ port }));
  const everywhere = ['TCP/80', 'TCP/6379', 'TCP/8080'];
  const queue = { 'estate-batch/estate-batch-queue': everywhere };
  const members = {
    ...queue, 'estate-batch/estate-batch-dispatcher': everywhere, 'estate-batch/estate-batch-pool': everywhere,
  };
  expect(reaches(objects(), ports)).toEqual({
    'estate-sales/estate-sales-web': { 'estate-sales/estate-sales-app': ['TCP/8080'] },
    'estate-sales/estate-sales-app': { 'estate-sales/estate-sales-redis': ['TCP/6379'] },
    'estate-sales/estate-sales-redis': {},
    'estate-sales/estate-sales-report': { 'estate-batch/estate-batch-queue': ['TCP/6379'] },
    // These are on a network together, whose members reach each other on all ports.
    'estate-batch/estate-batch-queue': members,
    'estate-batch/estate-batch-dispatcher': members,
    'estate-batch/estate-batch-pool': members,
  });
});

test('the page shows the same topology for each host', () => {
  const app = appWithBundle();
  const page = topologyPage({ Engine: new EngineEstate(app, 'engine', PROPS), Kubernetes: new KubernetesEstate(app, 'kubernetes', PROPS) });
  expect(page).toContain('<th></th><th>Engine</th><th>Kubernetes</th>');
  for (const path of ['sales/web', 'sales/report', 'batch', 'batch/pool']) expect(page).toContain(`<th>${path}<small>`);
  expect(page.match(/batch\/queue on 6379\/tcp/g)).toHaveLength(2);
});
