import { BaseImage, ContainerHost, IsolationPolicy, Runtime } from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { docker } from '../engine/docker';

const NAME = 'e2e-kata';
const stack = new AppliedStack(NAME);

afterAll(() => stack.destroy());

// A virtual machine requires hardware virtualization and Docker Engine 23. Without them, no weaker runtime may replace it.
test('refuses a MICRO_VM plan if the engine has no such runtime, and creates nothing', async () => {
  const { resource } = stack.synthesize((within) => {
    const host = ContainerHost.fromEnvironment(within, 'host');
    const vm = { image: BaseImage.fromRegistry('busybox:latest'), isolation: IsolationPolicy.MICRO_VM };
    host.addContainer('by-shim', vm);
    host.addContainer('by-entry', { ...vm, runtime: Runtime.of('kata') });
  });
  await stack.initialize();
  const allowed = { isolation_policy: 'baseline@1+micro_vm' };
  expect(Object.values(resource.docker_container)).toMatchObject([
    { runtime: 'kata', ...allowed },
    { runtime: 'io.containerd.kata.v2', ...allowed },
  ]);

  const { exitCode, stderr } = await stack.plan();
  const message = stderr.replace(/\s*[│╷╵]?\s+/g, ' ');
  expect(exitCode).toBe(1);
  expect(message).toMatch(/The engine has no runtime "kata" .*It has .*\brunc\b/);

  // Engines since 23.0 find the shim by its name, and look for it when a container starts.
  const { ApiVersion } = await docker.version();
  if (Number(ApiVersion.split('.')[1]) < 42) {
    expect(message).toContain('The engine has no runtime "io.containerd.kata.v2"');
    expect(message).toContain('Kata Containers needs Docker Engine 23.0 or newer. Upgrade the engine, or use another runtime.');
  } else {
    expect(message).toContain('/etc/docker/daemon.json');
  }
  expect(await docker.listContainers({ all: true, filters: { name: [NAME] } })).toEqual([]);
});
