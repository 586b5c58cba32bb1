import * as fc from 'fast-check';
import { CallError, Client } from './client';
import { selfSignedCertificate } from '../../../../provider/framework/wire/certificate';
import { frame, unframe } from '../../../../provider/framework/wire/grpc/framing';
import { Handler, Service } from '../../../../provider/framework/wire/grpc/server';
import { encodeStatusMessage, Status } from '../../../../provider/framework/wire/grpc/status';
import { Encryption, listen, Listener } from '../../../../provider/framework/wire/listen';

describe('framing', () => {
  test('every message is unchanged after a round trip', () => {
    fc.assert(fc.property(fc.uint8Array(), (message) => {
      expect(new Uint8Array(unframe(frame(message)))).toEqual(message);
    }));
  });

  test.each([
    ['too few bytes', Buffer.of(0, 0), 'at least 5 bytes'],
    ['a compressed message', Buffer.of(1, 0, 0, 0, 0), 'compressed'],
    ['a truncated message', Buffer.of(0, 0, 0, 0, 2, 7), 'has 1 bytes, but should have 2'],
    ['bytes after the message', Buffer.of(0, 0, 0, 0, 0, 7), 'has 1 bytes, but should have 0'],
  ])('rejects %s', (_name, bytes, message) => {
    expect(() => unframe(bytes)).toThrow(message);
  });
});

test('a status message is encoded as ASCII, and can be decoded to the original', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (message) => {
    const encoded = encodeStatusMessage(message);
    expect(encoded).toMatch(/^[ -~]*$/);
    expect(decodeURIComponent(encoded)).toBe(message);
  }));
});

describe('a server', () => {
  const service: Service = {
    unary: new Map<string, Handler>([
      ['/test.Echo/Echo', (request) => request],
      ['/test.Echo/Fail', async () => { throw new Error('100 % ruined: ü'); }],
    ]),
    silent: new Set(['/test.Echo/Quiet']),
  };
  let listener: Listener;
  let client: Client;

  async function start(encryption?: Encryption) {
    listener = await listen(() => service, encryption);
  }

  afterEach(async () => {
    client.close();
    await new Promise((resolve) => listener.server.close(resolve));
  });

  test.each([0, 1, 65_535, 1024 * 1024, 20 * 1024 * 1024])('answers a message of %d bytes', async (length) => {
    await start();
    client = new Client(listener.address);
    const message = Buffer.alloc(length, 'x');
    expect((await client.raw('/test.Echo/Echo', frame(message))).equals(message)).toBe(true);
  });

  test('answers many calls at once', async () => {
    await start();
    client = new Client(listener.address);
    const messages = Array.from({ length: 200 }, (_, index) => Buffer.from(`message ${index}`));
    const answers = await Promise.all(messages.map((message) => client.raw('/test.Echo/Echo', frame(message))));
    expect(answers.map(String)).toEqual(messages.map(String));
  });

  test.each([
    ['a handler that throws', '/test.Echo/Fail', frame(Buffer.of()), Status.INTERNAL, '100 % ruined: ü'],
    ['a call that it does not support', '/test.Echo/Other', frame(Buffer.of()), Status.UNIMPLEMENTED,
      'This provider does not support /test.Echo/Other'],
    ['an invalid message', '/test.Echo/Echo', Buffer.of(0), Status.INVALID_ARGUMENT, 'A message has at least 5 bytes, but this one has 1'],
  ])('answers %s with an error status', async (_name, path, bytes, status, message) => {
    await start();
    client = new Client(listener.address);
    await expect(client.raw(path, bytes)).rejects.toEqual(expect.objectContaining({ constructor: CallError, status, message }));
    expect(String(await client.raw('/test.Echo/Echo', frame(Buffer.from('still there'))))).toBe('still there');
  });

  test('leaves a silent stream open', async () => {
    await start();
    client = new Client(listener.address);
    const stream = client.open('/test.Echo/Quiet');
    await new Promise((resolve) => stream.once('response', resolve));
    await client.raw('/test.Echo/Echo', frame(Buffer.of()));
    expect(stream.closed).toBe(false);
  });

  test('survives a client that disconnects in the middle of a call', async () => {
    await start();
    const disconnecting = new Client(listener.address);
    const stream = disconnecting.open('/test.Echo/Echo');
    stream.on('error', () => {});
    stream.write(frame(Buffer.alloc(1000)).subarray(0, 100));
    await new Promise((resolve) => listener.server.once('stream', resolve));
    disconnecting.close();
    client = new Client(listener.address);
    expect(String(await client.raw('/test.Echo/Echo', frame(Buffer.from('hello'))))).toBe('hello');
  });

  test('answers the owner of the client certificate\'s key, over TLS', async () => {
    const own = selfSignedCertificate();
    const terraform = selfSignedCertificate();
    await start({ own, client: terraform.certificatePem });
    client = new Client(listener.address, { own: terraform, server: own.certificatePem });
    expect(String(await client.raw('/test.Echo/Echo', frame(Buffer.from('hello'))))).toBe('hello');
  });

  test('rejects any other client', async () => {
    const own = selfSignedCertificate();
    await start({ own, client: selfSignedCertificate().certificatePem });
    client = new Client(listener.address, { own: selfSignedCertificate(), server: own.certificatePem });
    await expect(client.raw('/test.Echo/Echo', frame(Buffer.from('hello')))).rejects.toThrow();
  });
});
