import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { Backend } from 'cdktf-berth';
import { everything } from './everything';
import { COMBINATIONS } from '../examples/isolation/combinations';
import { Isolation } from '../examples/isolation/stack';
import { Shop } from '../examples/shop/stack';
import { provider } from '../provider/provider';

/*
 * The fixtures pin what is synthesized and served. A change of behaviour updates them, and its diff shows that change. To write them
 * again, run this test with UPDATE_FIXTURES=1.
 */

/** Texts for readers. All other parts of a schema decide what Terraform plans. */
const TEXTS = new Set(['description', 'deprecated', 'change']);

const STACKS: ReadonlyArray<readonly [name: string, describe: (app: App) => TerraformStack]> = [
  ['shop', (app) => new Shop(app, 'stack', { port: 8080 })],
  ['isolation', (app) => new Isolation(app, 'stack', { combinations: COMBINATIONS, engineSocket: '/var/run/docker.sock' })],
  ['shop-on-kreuzwerker', (app) => {
    Backend.KREUZWERKER.use(app);
    return new Shop(app, 'stack', { port: 8080 });
  }],
  ['everything', (app) => {
    const stack = new TerraformStack(app, 'stack');
    everything(stack);
    return stack;
  }],
];

describe('what is synthesized and served stays the same', () => {
  test.each(STACKS)('the stack %s is synthesized to the same JSON', (name, describe) => {
    expectPinned(name, synthesized(describe));
  });

  test('the schemas of the provider, its resources and data sources are the same, descriptions left out', () => {
    expectPinned('provider-schema', servedSchemas());
  });
});

function expectPinned(name: string, actual: unknown): void {
  const path = join(__dirname, 'fixtures', 'unchanged', `${name}.json`);
  if (process.env.UPDATE_FIXTURES === '1') writeFileSync(path, `${JSON.stringify(actual, null, 1)}\n`);
  expect(actual).toEqual(JSON.parse(readFileSync(path, 'utf8')));
}

function synthesized(describe: (app: App) => TerraformStack): unknown {
  const outdir = mkdtempSync(join(tmpdir(), 'berth-unchanged-'));
  try {
    const app = new App({ outdir });
    describe(app);
    app.synth();
    const json = JSON.parse(readFileSync(join(outdir, 'stacks', 'stack', 'cdk.tf.json'), 'utf8'));
    // The version of the core, which differs between cdktf and cdktn.
    delete json['//'].metadata.version;
    return json;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function servedSchemas(): unknown {
  const schemas = {
    provider: provider.schema,
    resources: Object.fromEntries(provider.resources.map(({ type, schema }) => [type, schema])),
    dataSources: Object.fromEntries(provider.dataSources.map(({ type, schema }) => [type, schema])),
  };
  // Functions, such as validators, are not part of JSON: the tests of each resource cover what they do.
  return JSON.parse(JSON.stringify(schemas, (key, value: unknown) => (TEXTS.has(key) && typeof value === 'string' ? undefined : value)));
}
