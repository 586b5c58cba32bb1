import { mkdtempSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { findGvisor, Runtime } from '../../../dev/engine/gvisor';
import { which } from '../../../dev/machine/which';
import { attest, ContainerReport } from '../../../provider/attestation/attest';
import { resolveEndpoint } from '../../../provider/engine/endpoint/resolve';
import { Engine } from '../../../provider/engine/engine';
import { hasOwnKernel } from '../../../provider/probe/own-kernel';
import { PlainEngine } from '../resources/plain-engine';

/*
 * An engine with runtimes that only have the names of sandboxes, and one that really is a sandbox now: `runsc-now` was runc when its
 * container was started, as after a change of the engine's configuration.
 */

let engine: PlainEngine;
let gvisor: Runtime;
let wrapper: string;
const folder = mkdtempSync(path.join(tmpdir(), 'berth-runtimes-'));
const now = path.join(folder, 'now');

beforeAll(async () => {
  gvisor = (await findGvisor())!;
  wrapper = path.join(folder, 'wrapper');
  writeFileSync(wrapper, `#!/bin/sh\nexec ${[gvisor.path, ...gvisor.runtimeArgs].join(' ')} "$@"\n`, { mode: 0o755 });
  symlinkSync(which('runc')!, now);
  engine = await PlainEngine.start(folder, [
    `--add-runtime=kata-named=${which('runc')!}`, `--add-runtime=runsc-now=${now}`, `--add-runtime=runsc-wrapped=${wrapper}`,
    `--add-runtime=plainly=${wrapper}`, `--add-runtime=other=${which('runc')!}`,
  ]);
});

afterAll(() => engine.remove());

async function start(runtime: string, command: string): Promise<string> {
  const container = await engine.docker.createContainer({
    Image: 'busybox:latest', Cmd: ['sh', '-c', command], HostConfig: { Runtime: runtime, NetworkMode: 'none', PidMode: 'host' },
  });
  await container.start();
  return container.id;
}

async function reportOf(id: string, runtime: string): Promise<ContainerReport> {
  const client = new Engine(() => resolveEndpoint({}, { DOCKER_HOST: engine.address }));
  const attested = { id, name: 'it', wanted: { runtime: [runtime] }, exemptions: [] };
  const { containers } = await attest(client, [attested], { probe: true, fresh: true, signal: new AbortController().signal });
  return containers[0]!;
}

/** Replaces its shell by a program with the name and the path of gVisor's. */
const DISGUISED = 'mkdir -p /usr/bin && cp /bin/busybox /usr/bin/runsc && exec -a busybox /usr/bin/runsc sleep 100000';

test('a runtime that only has the name of a sandbox runs on the host\'s kernel, whatever its program is called', async () => {
  const id = await start('kata-named', DISGUISED.replaceAll('/usr/bin/runsc', '/bin/qemu-x'));
  const { controls, kernel } = await reportOf(id, 'kata-named');
  expect(controls.runtime).toMatchObject({
    in_force: 'the host\'s kernel', evidence: expect.stringContaining('its twin runs on the host\'s kernel'), verdict: 'fail',
  });
  // Without a sandbox, what its process shares is what it has.
  expect(controls.pid_namespace.in_force).toBe('host');
  expect(kernel).not.toBe('4.4.0');
});

test('a container from before the runtime became a sandbox runs on the host\'s kernel', async () => {
  const id = await start('runsc-now', DISGUISED);
  unlinkSync(now);
  symlinkSync(wrapper, now);
  expect((await reportOf(id, 'runsc-now')).controls.runtime).toMatchObject({
    in_force: 'the host\'s kernel',
    evidence: 'its process is /usr/bin/runsc in its own file system, which runs on the host\'s kernel',
    verdict: 'fail',
  });
});

test('a sandbox behind a program that the engine does not know is unknown, and so is what only a sandbox has', async () => {
  const { controls } = await reportOf(await start('runsc-wrapped', 'exec sleep 100000'), 'runsc-wrapped');
  expect(controls.runtime).toMatchObject({ in_force: null, verdict: 'unknown' });
  expect(controls.cgroup_namespace).toMatchObject({ in_force: null, evidence: 'it is unknown whether its process is a sandbox' });
});

test.each([
  ['plainly', true], ['runsc-wrapped', true], ['other', false], ['kata-named', false],
])('whether "%s" gives a kernel of its own is found out, and not read from its name: %s', async (runtime, isOwn) => {
  const id = await start(runtime, 'sleep 100000');
  const client = new Engine(() => resolveEndpoint({}, { DOCKER_HOST: engine.address }));
  const inspect = await engine.docker.getContainer(id).inspect();
  expect(await hasOwnKernel(client, inspect, new AbortController().signal)).toBe(isOwn);
});

test('the mounts of a sandbox under another name are not taken for those of its container', async () => {
  const container = await engine.docker.createContainer({
    Image: 'busybox:latest', Cmd: ['sleep', '100000'], HostConfig: { Runtime: 'plainly', NetworkMode: 'none', Binds: [`${folder}:/x:ro`] },
  });
  await container.start();
  const { controls } = await reportOf(container.id, 'plainly');
  expect(controls.host_paths).toMatchObject({ in_force: null, evidence: 'it is unknown whether its process is a sandbox' });
});

test('a runtime without a sandbox under another name is attested as on the host\'s kernel', async () => {
  const { controls } = await reportOf(await start('other', 'sleep 100000'), 'other');
  expect(controls.runtime).toMatchObject({ in_force: 'other', verdict: 'pass' });
  expect(controls.seccomp).toMatchObject({ in_force: 'default' });
});
