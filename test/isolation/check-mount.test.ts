import { TerraformVariable } from 'cdktf';
import { ContainerHost, Mount } from '../../src';
import { addTo, anImage, refusal, testHost, testStack } from '../assertions';

const mounting = (path: string, readOnly = false) => () => addTo(testHost(), { mounts: [Mount.bind(path, '/x', { readOnly })] });

const exemptionOf = (control: string) => `, or add Exemption.of(Control.${control}, 'the reason') to \`exemptions\``;

const socketRefusal = (path: string, socket: string, alternative = exemptionOf('ENGINE_SOCKET')) =>
  `[stack/Host/Web] A mount of "${path}" gives the container the engine's socket (${socket}), and with it the whole machine `
  + '(CIS Docker Benchmark 5.32). '
  + `Mount a folder that does not contain the socket${alternative}.`;

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

  test.each(['/tmp/engine.sock', '/tmp', '/tmp/../tmp'])('fails for %s if the engine listens at another path', (path) => {
    const host = ContainerHost.fromUnixSocket(testStack(), 'Host', { path: '/tmp/engine.sock' });
    const mount = () => host.addContainer('Web', { image: anImage, mounts: [Mount.bind(path, '/x')] });
    expect(refusal(mount)).toBe(socketRefusal(path, '/tmp/engine.sock'));
  });

  test('fails for a volume that is a bind mount of it', () => {
    const binding = (o: string) => () => testHost().addVolume('Data', { driverOptions: { type: 'none', o, device: '/var/run' } });
    expect(refusal(binding('bind'))).toBe(socketRefusal('/var/run', '/run/docker.sock', '').replace('Web', 'Data'));
    expect(refusal(binding('ro,rbind'))).toContain('gives the container the engine\'s socket');
  });
});

test('a mount of the whole host fails for both reasons', () => {
  expect(refusal(mounting('/')).split('\n').slice(1)).toEqual([
    expect.stringContaining('A mount of "/" gives the container the engine\'s socket (/run/docker.sock)'),
    expect.stringContaining('A writable mount of "/" lets the container change the machine itself'),
  ]);
});

describe('the files that the machine runs on', () => {
  const paths = ['/boot', '/dev', '/etc', '/etc/', '/lib', '/proc', '/sys', '/usr', '/usr/../etc'];

  test.each(paths)('fails for a writable mount of %s', (path) => {
    expect(refusal(mounting(path))).toBe(
      `[stack/Host/Web] A writable mount of "${path}" lets the container change the machine itself (CIS Docker Benchmark 5.6). `
      + `Mount it with \`readOnly: true\`, or mount a folder inside it${exemptionOf('HOST_PATHS')}.`);
    expect(mounting(path, true)).not.toThrow();
  });
});

const HARMLESS = ['/srv', '/home/me/site', '/run/secrets', '/var/lib/app', '/running', '/etc/localtime', '/srv/docker.sock.d'];

test.each(HARMLESS)('a mount of %s passes', (path) => {
  expect(mounting(path)).not.toThrow();
});

test('an unknown path passes', () => {
  const { stringValue } = new TerraformVariable(testStack(), 'path', {});
  expect(mounting(stringValue)).not.toThrow();
});
