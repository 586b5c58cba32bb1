import { TerraformVariable } from 'cdktf';
import { ContainerHost, Mount } from '../../src';
import { addTo, anImage, refusal, testHost, testStack } from '../assertions';

const mounting = (path: string, readOnly = false) => () => addTo(testHost(), { mounts: [Mount.bind(path, '/x', { readOnly })] });

const exempted = (control: string) => `, or add Exemption.of(Control.${control}, 'the reason') to \`exemptions\``;

const socketRefusal = (path: string, socket: string, way = exempted('ENGINE_SOCKET')) =>
  `[stack/Host/Web] A mount of "${path}" gives the container the engine's socket (${socket}), and with it the whole machine (CIS Docker Benchmark 5.32). `
  + `Mount a folder that does not hold the socket${way}.`;

describe('the engine\'s socket', () => {
  test.each([
    ['/var/run/docker.sock', '/run/docker.sock'],
    ['/run/docker.sock', '/run/docker.sock'],
    ['//run//docker.sock/', '/run/docker.sock'],
    ['/var/run/../run/./docker.sock', '/run/docker.sock'],
    ['/srv/../run/docker.sock', '/run/docker.sock'],
    ['/var/run', '/run/docker.sock'],
    ['/var/run/', '/run/docker.sock'],
    ['/run', '/run/docker.sock'],
    ['/var', '/var/run/docker.sock'],
    ['/run/containerd', '/run/containerd/containerd.sock'],
    ['/run/user/1000/docker.sock', '/run/user/1000/docker.sock'],
    ['/srv/engine/docker.sock', '/srv/engine/docker.sock'],
  ])('fails for a mount of %s, writable or not', (path, socket) => {
    expect(refusal(mounting(path))).toBe(socketRefusal(path, socket));
    expect(refusal(mounting(path, true))).toBe(socketRefusal(path, socket));
  });

  test.each(['/tmp/engine.sock', '/tmp', '/tmp/../tmp'])('fails for %s where the host itself listens elsewhere', (path) => {
    const host = ContainerHost.fromUnixSocket(testStack(), 'Host', { path: '/tmp/engine.sock' });
    expect(refusal(() => host.addContainer('Web', { image: anImage, mounts: [Mount.bind(path, '/x')] }))).toBe(socketRefusal(path, '/tmp/engine.sock'));
  });

  test('fails for a volume that binds it', () => {
    const binding = (o: string) => () => testHost().addVolume('Data', { driverOptions: { type: 'none', o, device: '/var/run' } });
    expect(refusal(binding('bind'))).toBe(socketRefusal('/var/run', '/run/docker.sock', '').replace('Web', 'Data'));
    expect(refusal(binding('ro,rbind'))).toContain('gives the container the engine\'s socket');
  });
});

test('fails for a mount of the whole host for both', () => {
  expect(refusal(mounting('/')).split('\n').slice(1)).toEqual([
    expect.stringContaining('A mount of "/" gives the container the engine\'s socket (/run/docker.sock)'),
    expect.stringContaining('A writable mount of "/" lets the container change the machine itself'),
  ]);
});

describe('what the machine runs on', () => {
  test.each(['/boot', '/dev', '/etc', '/etc/', '/lib', '/proc', '/sys', '/usr', '/usr/../etc'])('fails for a writable mount of %s', (path) => {
    expect(refusal(mounting(path))).toBe(
      `[stack/Host/Web] A writable mount of "${path}" lets the container change the machine itself (CIS Docker Benchmark 5.6). `
      + `Mount it with \`readOnly: true\`, or a folder within it${exempted('HOST_PATHS')}.`);
    expect(mounting(path, true)).not.toThrow();
  });
});

test.each(['/srv', '/home/me/site', '/run/secrets', '/var/lib/app', '/running', '/etc/localtime', '/srv/docker.sock.d'])('a mount of %s passes', (path) => {
  expect(mounting(path)).not.toThrow();
});

test('an unknown path passes', () => {
  const { stringValue } = new TerraformVariable(testStack(), 'path', {});
  expect(mounting(stringValue)).not.toThrow();
});
