import { createServer } from 'node:https';
import { AddressInfo } from 'node:net';
import { FakeRegistry } from './fake-registry';
import { selfSignedCertificate } from '../../../provider/framework/wire/certificate';
import { RegistryClient } from '../../../provider/registry/client';
import { locate, Reach } from '../../../provider/registry/locate';

const login = { registry: 'a registry', origin: 'a test' };
const signal = AbortSignal.timeout(60_000);
const address = async (registry: string, reach: Partial<Reach> = {}) => (
  (await locate(registry, { login, spellings: [], ...reach }, signal)).address);

test('a registry is reached over TLS', async () => {
  const isInsecureForEngine = () => Promise.reject(new Error('the engine is asked only if it matters'));
  expect(await address('docker.io', { isInsecureForEngine })).toBe('https://registry-1.docker.io');
  expect(await address('registry.example.com:5000')).toBe('https://registry.example.com:5000');
});

test('a registry is reached without TLS if its address says so, if it is on this machine, or if the engine does', async () => {
  expect(await address('registry.invalid:5000', { spellings: ['HTTP://registry.invalid:5000/v2/'] })).toBe('http://registry.invalid:5000');
  const registry = await new FakeRegistry().start();
  registry.contents.set('/v2/', '{}');
  const [, port] = registry.host.split(':');
  expect(await address(registry.host)).toBe(`http://${registry.host}`);
  expect(await address(`localhost:${port}`)).toBe(`http://localhost:${port}`);
  const other = `[::ffff:127.0.0.1]:${port}`;
  expect(await address(other, { isInsecureForEngine: async () => false })).toBe(`https://${other}`);
  expect(await address(other, { isInsecureForEngine: async () => true })).toBe(`http://${other}`);
  await registry.stop();
  expect(await address(`127.0.0.1:${port}`)).toBe(`https://127.0.0.1:${port}`);
});

test('a certificate is verified, unless that is to be skipped', async () => {
  const { certificatePem: cert, keyPem: key } = selfSignedCertificate();
  const server = createServer({ cert, key }, (_, response) => response.end('a manifest'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  const read = async (skipsVerification: boolean) => {
    const endpoint = { address: `https://${host}`, login, skipsVerification };
    return (await new RegistryClient(endpoint, signal).manifest('app', '1'))?.toString();
  };
  await expect(read(false)).rejects.toThrow(/^did not answer \(self-signed certificate\)\. If an authority/);
  expect(await read(true)).toBe('a manifest');
  expect(await address(host, { skipsVerification: true })).toBe(`https://${host}`);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
