import { BaseImage, ContainerHost, IsolationPolicy, Runtime } from '../../../src';
import { MICRO_VM_RUNTIMES } from '../../../src/shared/runtimes';
import { AppliedStack } from '../constructs/stack';
import { docker } from '../engine/docker';

const NAME = 'e2e-kata';
const stack = new AppliedStack(NAME);

afterAll(() => stack.destroy());

// A virtual machine takes hardware virtualization and Docker Engine 23. Without them, what counts is that nothing weaker takes its place.
test('under MICRO_VM a plan is refused where the engine has no such runtime, and nothing is made', async () => {
  const { resource } = stack.synthesize((within) => {
    const host = ContainerHost.fromEnvironment(within, 'host');
    const vm = { image: BaseImage.fromRegistry('busybox:latest', { keepLocally: true }), isolation: IsolationPolicy.MICRO_VM };
    host.addContainer('by-shim', vm);
    host.addContainer('by-entry', { ...vm, runtime: Runtime.of('kata') });
  });
  await stack.initialize();
  const allowed = { isolation_policy: [{ runtime: [...MICRO_VM_RUNTIMES].sort() }] };
  expect(Object.values(resource.docker_container)).toMatchObject([{ runtime: 'kata', ...allowed }, { runtime: 'io.containerd.kata.v2', ...allowed }]);

  const { exitCode, stderr } = await stack.plan();
  const said = stderr.replace(/\s*[│╷╵]?\s+/g, ' ');
  expect(exitCode).toBe(1);
  expect(said).toMatch(/The engine has no runtime "kata" .*It has .*\brunc\b/);

  // An engine from 23.0 on finds the shim by its name, and looks for it when a container starts.
  const { ApiVersion } = await docker.version();
  if (Number(ApiVersion.split('.')[1]) < 42) {
    expect(said).toContain('The engine has no runtime "io.containerd.kata.v2"');
    expect(said).toContain('Kata Containers needs Docker Engine 23.0 or newer. Upgrade the engine, or use another runtime.');
  } else {
    expect(said).toContain('/etc/docker/daemon.json');
  }
  expect(await docker.listContainers({ all: true, filters: { name: [NAME] } })).toEqual([]);
});
