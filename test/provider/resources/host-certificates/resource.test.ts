import { X509Certificate } from 'node:crypto';
import { AddressInfo } from 'node:net';
import { connect, createServer, TLSSocket } from 'node:tls';
import { AuthorityKeyIdentifierExtension, SubjectKeyIdentifierExtension, X509Certificate as Certificate } from '@peculiar/x509';
import { Session } from '../../../../provider/framework/core/session';
import { Diagnostics } from '../../../../provider/framework/diagnostics';
import { planResource } from '../../../../provider/framework/plan/pipeline';
import { AnyResource, Provider } from '../../../../provider/framework/resource';
import { fromModel } from '../../../../provider/framework/schema/body-values';
import { Unknown } from '../../../../provider/framework/value/value';
import { provider } from '../../../../provider/provider';
import { issue } from '../../../../provider/resources/host-certificates/issue';
import { hostCertificates } from '../../../../provider/resources/host-certificates/resource';
import { schema } from '../../../../provider/resources/host-certificates/schema';

const DAY = 24 * 60 * 60 * 1000;
const START = Date.now();

/** Connects a client to a server, and returns whether both accepted the other's certificate. */
async function handshake(servername: string, server: object, client: object): Promise<boolean> {
  const listening = createServer({ ...server, requestCert: true, rejectUnauthorized: true });
  const accepted = new Promise<boolean>((resolve) => {
    listening.once('secureConnection', () => resolve(true)).once('tlsClientError', () => resolve(false));
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  const socket: TLSSocket = connect({ ...client, host: '127.0.0.1', port, servername });
  const trusted = await new Promise<boolean>((resolve) => {
    socket.once('secureConnect', () => resolve(true)).once('error', () => resolve(false));
  });
  const result = trusted && await accepted;
  socket.destroy();
  listening.close();
  return result;
}

test('an engine and its client accept each other, and nobody else', async () => {
  const [one, other] = await Promise.all([issue(['engine.example'], 30, new Date()), issue(['engine.example'], 30, new Date())]);
  const server = { ca: one.authority, cert: one.server.certificate, key: one.server.key };
  const client = { ca: one.authority, cert: one.client.certificate, key: one.client.key };
  const stranger = { ca: one.authority, cert: other.client.certificate, key: other.client.key };
  expect(await handshake('engine.example', server, client)).toBe(true);
  expect(await handshake('engine.example', server, stranger)).toBe(false);
  expect(await handshake('engine.example', server, { ca: one.authority })).toBe(false);
  expect(await handshake('other.example', server, client)).toBe(false);
  expect(await handshake('engine.example', server, { ...client, ca: other.authority })).toBe(false);
  // The client's certificate is none for a server, and the other way round.
  expect(await handshake('engine.example', { ...server, cert: one.client.certificate, key: one.client.key }, client)).toBe(false);
  expect(await handshake('engine.example', server, { ...client, cert: one.server.certificate, key: one.server.key })).toBe(false);
});

test('names and addresses of all kinds are in the certificate, and it is valid for the given days', async () => {
  const now = new Date('2026-01-01T00:00:00Z');
  const { server, expires } = await issue(['docker.example', '10.0.0.5', 'fd00::1'], 30, now);
  const certificate = new X509Certificate(server.certificate);
  expect(certificate.checkHost('docker.example')).toBe('docker.example');
  expect(['10.0.0.5', 'fd00::1', '10.0.0.6'].map((address) => certificate.checkIP(address))).toEqual(['10.0.0.5', 'fd00::1', undefined]);
  expect(expires.toISOString()).toBe('2026-01-31T00:00:00.000Z');
  expect(new Date(certificate.validTo)).toEqual(expires);
  expect(certificate.ca).toBe(false);
});

test('each certificate names its key and that of the authority, as strict clients ask for', async () => {
  const { authority, server, client } = await issue(['a.example'], 30, new Date());
  const keysOf = (pem: string) => {
    const certificate = new Certificate(pem);
    return [
      certificate.getExtension(SubjectKeyIdentifierExtension)?.keyId, certificate.getExtension(AuthorityKeyIdentifierExtension)?.keyId,
    ];
  };
  const [own] = keysOf(authority);
  expect(own).toMatch(/^[0-9a-f]{40}$/);
  for (const { certificate } of [server, client]) {
    const [subject, issuer] = keysOf(certificate);
    expect(issuer).toBe(own);
    expect(subject).toMatch(/^[0-9a-f]{40}$/);
    expect(subject).not.toBe(own);
  }
});

test.each([
  [{ validity_days: 20 }, '90 days before their end'], [{ validity_days: 30, renew_before_days: 30 }, '30 days before their end'],
])('certificates that each plan would renew are refused: %j', async (days, detail) => {
  const plan = (prior: object | null) => planOf({ hosts: ['a.example'], ...days }, prior);
  await expect(plan(null)).rejects.toThrow('would be renewed by each plan');
  await expect(plan(null)).rejects.toMatchObject({ diagnostics: [{ detail: expect.stringContaining(detail) as string }] });
  // What an earlier version accepted has to be removable.
  expect((await plan({ ...stateWith(5), renew_before_days: 90, ...days })).planned).toMatchObject({ id: Unknown.PLAIN });
});

function planOf(config: object, prior: object | null, diagnostics = new Diagnostics()) {
  const session = new Session(provider as unknown as Provider);
  session.configuration = { status: 'unknown' };
  return planResource(session, hostCertificates as AnyResource<unknown>, {
    prior: prior && fromModel(schema, prior as never), config: fromModel(schema, config as never), priorPrivate: Buffer.alloc(0),
  }, diagnostics);
}

/** Plans unchanged certificates that end in some days. */
async function planned(days: number) {
  const diagnostics = new Diagnostics();
  const prior = fromModel(schema, stateWith(days));
  const result = await planOf({ hosts: ['a.example'], renew_before_days: 10 }, stateWith(days), diagnostics);
  return { ...result, prior, warnings: diagnostics.all };
}

function stateWith(days: number) {
  return {
    hosts: ['a.example'],
    renew_before_days: 10,
    validity_days: 365,
    id: 'x',
    ca_certificate: 'x',
    server_certificate: 'x',
    server_key: 'x',
    client_certificate: 'x',
    client_key: 'x',
    expires_at: new Date(START + days * DAY).toISOString(),
  };
}

test('certificates are renewed by age, and not before', async () => {
  const young = await planned(11);
  expect([young.planned, young.warnings]).toEqual([young.prior, []]);
  const old = await planned(9);
  expect(old.requiresReplace).toEqual([]);
  expect(old.planned).toMatchObject({ hosts: ['a.example'], server_key: Unknown.PLAIN, client_key: Unknown.PLAIN, id: Unknown.PLAIN });
  expect(old.warnings).toMatchObject([{ severity: 'warning', summary: 'The certificates of a host are renewed' }]);
});
