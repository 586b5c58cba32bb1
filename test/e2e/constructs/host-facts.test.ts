import { TerraformOutput } from 'cdktf';
import { AppliedStack } from './stack';
import { BaseImage, ContainerHost, ContainerOptions, NetworkLevel, Runtime, Size } from '../../../src';
import { leftByProbes } from '../support/left-by-probes';
import { NamespacedEngine } from '../support/namespaced-engine';
import { onEngine } from '../support/on-engine';

const NAME = 'e2e-checked-facts';

/** An engine with a runtime that is registered and does not start, and without a filter of IPv6. */
let engine: NamespacedEngine;
let stack: AppliedStack;

beforeAll(async () => {
  engine = await NamespacedEngine.start(NAME.slice(0, 12), ['--add-runtime=kata=/nowhere/kata']);
});
beforeEach(() => {
  stack = new AppliedStack(NAME);
});
afterAll(() => engine?.remove());

const onHost = (describe: (host: ContainerHost) => void) => stack.synthesize((within) => {
  describe(ContainerHost.fromUnixSocket(within, 'host', { path: engine.address.replace('unix://', ''), filtersIpv6: true }));
});

const app = (more: Partial<ContainerOptions> = {}): ContainerOptions => ({
  image: BaseImage.fromRegistry('busybox:latest'), command: ['sleep', '1000'], init: true, ...more,
});

test('what the host can hold is applied once, and its facts are outputs', async () => {
  const describe = () => onHost((one) => {
    one.addContainer('app', app({ memory: Size.mebibytes(16), runtime: Runtime.RUNC }));
    new TerraformOutput(one, 'starts', { value: one.addFacts().startsRuntime(Runtime.RUNC), staticId: true });
    new TerraformOutput(one, 'kata', { value: one.addFacts().startsRuntime(Runtime.KATA), staticId: true });
    new TerraformOutput(one, 'why', { value: one.addFacts().evidence('filters_ipv6'), staticId: true });
    new TerraformOutput(one, 'cpus', { value: one.addFacts().cpus, staticId: true });
  });
  describe();
  await stack.apply();
  expect(await stack.output('starts')).toBe('true');
  expect(await stack.output('kata')).toBe('false');
  expect(await stack.output('why')).toMatch(/reached a container on another network/);
  expect(Number(await stack.output('cpus'))).toBeGreaterThan(0);
  describe();
  expect(await stack.isUpToDate()).toBe(true);
  await stack.destroy();
  expect(await onEngine(NAME)).toEqual([]);
  expect(await leftByProbes(engine.docker)).toEqual([]);
});

test.each<[string, (one: ContainerHost) => void, RegExp]>([
  ['a registered runtime that does not start', (one) => one.addContainer('app', app({ runtime: Runtime.of('kata') })),
    /The runtime "kata" does not start containers on this host: .*\/nowhere\/kata/],
  ['more memory than the host has', (one) => one.addContainer('app', app({ memory: Size.gibibytes(100_000) })),
    /The host can't hold `memory` of 102400000 MiB: it has \d+ bytes\. No control group/],
  ['IPv6 without a filter', (one) => one.addNetwork('net', {
    ipv6: true, level: NetworkLevel.OUTBOUND, subnets: [{ cidr: 'fd00:77::/64' }],
  }),
  /The engine of this host does not keep networks apart over IPv6\./],
])('%s is an error of the plan, and nothing is created', async (_, describe, message) => {
  onHost((one) => {
    describe(one);
    one.addFacts();
  });
  await stack.initialize();
  const { exitCode, stderr } = await stack.plan();
  expect(exitCode).toBe(1);
  expect(stderr.replace(/\s*[│╷╵]?\s+/g, ' ')).toMatch(message);
  expect((await engine.docker.listContainers({ all: true })).length).toBe(0);
});
