import {
  Capability, CgroupNamespace, Exemption, Gpus, IpcMode, PidMode, Runtime, SeccompProfile, Size, UserNamespace, UtsMode,
} from '../../../src';
import { containerWith } from '../../assertions';

describe('a container without props', () => {
  const container = containerWith({});

  test('has only the capabilities that ordinary images need', () => {
    expect(container.capabilities).toEqual({
      drop: ['ALL'],
      add: [
        'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
      ],
    });
  });

  test('cannot gain privileges', () => {
    expect(container.security_opts).toEqual(['no-new-privileges']);
    expect(container).not.toHaveProperty('privileged');
  });

  test('shares no namespace', () => {
    expect(container).toMatchObject({ ipc_mode: 'private', cgroupns_mode: 'private' });
    for (const shared of ['pid_mode', 'userns_mode', 'uts_mode']) expect(container).not.toHaveProperty(shared);
  });

  test('has limits on memory, CPUs, processes and open files', () => {
    expect(container).toMatchObject({ memory: 1024, cpus: '1', pids_limit: 1024, ulimit: [{ name: 'nofile', soft: 16384, hard: 16384 }] });
  });

  test('restarts at most five times, and has a limited log', () => {
    expect(container).toMatchObject({
      restart: 'on-failure', max_retry_count: 5, log_driver: 'json-file', log_opts: { 'max-size': '10m', 'max-file': '3' },
    });
  });
});

describe('each prop overrides a default', () => {
  test.each([
    [{ capabilities: [] }, { capabilities: { drop: ['ALL'] } }],
    [{ capabilities: [Capability.NET_RAW, Capability.of('cap_sys_admin')] },
      { capabilities: { drop: ['ALL'], add: ['NET_RAW', 'SYS_ADMIN'] } }],
    [{ noNewPrivileges: false }, { security_opts: undefined }],
    [{ securityOptions: ['label=level:s0'] }, { security_opts: ['no-new-privileges', 'label=level:s0'] }],
    [{ apparmorProfile: 'mine' }, { security_opts: ['no-new-privileges', 'apparmor=mine'] }],
    [{ seccomp: SeccompProfile.UNCONFINED }, { security_opts: ['no-new-privileges', 'seccomp=unconfined'] }],
    [{ privileged: true }, { privileged: true }],
    [{ runtime: Runtime.RUNC }, { runtime: 'runc' }],
    [{ pidMode: PidMode.HOST }, { pid_mode: 'host' }],
    [{ ipcMode: IpcMode.SHAREABLE }, { ipc_mode: 'shareable' }],
    [{ utsMode: UtsMode.HOST }, { uts_mode: 'host' }],
    [{ cgroupNamespace: CgroupNamespace.HOST }, { cgroupns_mode: 'host' }],
    [{ cgroupParent: '/batch' }, { cgroup_parent: '/batch' }],
    [{ userNamespace: UserNamespace.HOST }, { userns_mode: 'host' }],
    [{ devices: [{ hostPath: '/dev/fuse' }] }, { devices: [{ host_path: '/dev/fuse', permissions: 'rw' }] }],
    [{ gpus: Gpus.all() }, { gpus: 'all' }],
    [{ gpus: Gpus.count(2) }, { gpus: '2' }],
    [{ gpus: Gpus.devices('0', 'GPU-3a23') }, { gpus: 'device=0,GPU-3a23' }],
    [{ entryPoint: [] }, { entrypoint: [''] }],
    [{ memory: Size.mebibytes(6) }, { memory: 6 }],
    [{ cpus: 0.5 }, { cpus: '0.5' }],
    [{ pidsLimit: -1 }, { pids_limit: -1 }],
    [{ ulimits: [{ name: 'nofile', soft: 10, hard: -1 }] }, { ulimit: [{ name: 'nofile', soft: 10, hard: -1 }] }],
    [{ diskLimits: [{ device: '/dev/sda', read: Size.mebibytes(1) }, { device: '/dev/sdb', write: Size.bytes(5) }] },
      { device_read_bps: [{ path: '/dev/sda', rate: 1_048_576 }], device_write_bps: [{ path: '/dev/sdb', rate: 5 }] }],
  ])('%j', (options, attributes) => {
    const container: Record<string, unknown> = containerWith({ exemptions: Exemption.ofAll('it is tried'), ...options });
    for (const [name, value] of Object.entries(attributes)) expect(container[name]).toEqual(value);
  });
});

test('Capability.baseline() returns a new list', () => {
  Capability.baseline().pop();
  expect(Capability.baseline()).toHaveLength(11);
  expect(`${Capability.baseline()[0]}`).toBe('CHOWN');
});
