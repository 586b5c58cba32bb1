import { Exemption, HealthCheck, IpcMode, NetworkMode, PidMode, Runtime, SeccompProfile, Size, ContainerOptions } from '../../src';
import { addTo, containerWith, refusal, testHost } from '../assertions';

const { RUNC, RUNSC, KATA } = Runtime;

test('a runtime is rendered by its name', () => {
  expect(containerWith({ runtime: Runtime.of('crun') }).runtime).toBe('crun');
  expect([RUNC, RUNSC, KATA].map((runtime) => `${runtime}`)).toEqual(['runc', 'runsc', 'io.containerd.kata.v2']);
});

test.each<[Runtime, Partial<ContainerOptions>, string]>([
  [KATA, { networkMode: NetworkMode.of('host') }, 'cannot use the host\'s network. Leave `networkMode` out'],
  [KATA, { networkMode: NetworkMode.of('container:db') }, 'cannot share the network of another container. Leave `networkMode` out'],
  [KATA, { pidMode: PidMode.HOST }, 'cannot share processes. Leave `pidMode` out'],
  [RUNSC, { ipcMode: IpcMode.HOST }, 'cannot share memory. Leave `ipcMode` out'],
  [RUNSC, { devices: [{ hostPath: '/dev/fuse' }] }, 'cannot use devices of the host. Leave `devices` out'],
  [RUNSC, { sysctls: { 'net.ipv4.tcp_syncookies': '1' } }, 'cannot set kernel parameters. Leave `sysctls` out'],
  [RUNSC, { seccomp: SeccompProfile.allowing('read') }, 'ignores seccomp profiles, since a kernel of its own answers the calls. Leave '
    + '`seccomp` out'],
  [RUNSC, { memory: Size.mebibytes(8) }, 'needs a `memory` of at least 16 MiB to start; given: 8 MiB. Increase `memory`'],
  [RUNSC, { pidsLimit: 39 }, 'needs a `pidsLimit` of at least 40 to start; given: 39. Increase `pidsLimit`'],
  [Runtime.of('small', { exec: false }), { healthCheck: HealthCheck.exec(['true']) }, 'cannot start further processes, such as health '
    + 'checks. Leave `healthCheck` out'],
])('%s fails for %j', (runtime, options, text) => {
  expect(refusal(() => addTo(testHost(), { runtime, exemptions: Exemption.ofAll('it is tried'), ...options }))).toBe(
    `[stack/Host/Web] With the runtime "${runtime}" a container ${text}, or use another runtime.`);
});

test.each<[Runtime, Partial<ContainerOptions>]>([
  [RUNC, {
    networkMode: NetworkMode.of('host'), pidMode: PidMode.HOST, ipcMode: IpcMode.HOST, devices: [{ hostPath: '/dev/fuse' }], pidsLimit: 1,
  }],
  [RUNSC, { seccomp: SeccompProfile.DEFAULT, memory: Size.mebibytes(16), pidsLimit: 40, networkMode: NetworkMode.of('host') }],
  [KATA, { devices: [{ hostPath: '/dev/fuse' }], sysctls: { 'net.ipv4.tcp_syncookies': '1' }, memory: Size.mebibytes(256) }],
  [Runtime.of('small', { exec: false }), { healthCheck: HealthCheck.none() }],
])('%s passes with %j', (runtime, options) => {
  expect(() => addTo(testHost(), { runtime, exemptions: Exemption.ofAll('it is tried'), ...options })).not.toThrow();
});
