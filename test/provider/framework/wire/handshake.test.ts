import * as fc from 'fast-check';
import {
  clientCertificate, handshakeLine, isStartedByTerraform, protocolProblem, reattachVariable,
} from '../../../../provider/framework/wire/handshake';

const cookie = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

test('recognizes Terraform by its cookie', () => {
  expect(isStartedByTerraform({ TF_PLUGIN_MAGIC_COOKIE: cookie })).toBe(true);
  expect(isStartedByTerraform({ TF_PLUGIN_MAGIC_COOKIE: 'other' })).toBe(false);
  expect(isStartedByTerraform({})).toBe(false);
});

test.each([['5,6', false], ['6', false], [undefined, false], ['5', true], ['7,8', true]])(
  'if Terraform offers the protocols %s, it is %s that there is a problem', (offered, problem) => {
    expect(protocolProblem(offered === undefined ? {} : { PLUGIN_PROTOCOL_VERSIONS: offered }) !== undefined).toBe(problem);
  },
);

test('uses encryption if Terraform sends a certificate', () => {
  expect(clientCertificate({ PLUGIN_CLIENT_CERT: 'PEM' })).toBe('PEM');
  expect(clientCertificate({})).toBeUndefined();
});

test('the handshake line has the address, the protocols and the certificate, of any length and without padding', () => {
  expect(handshakeLine('/tmp/plugin1', undefined)).toBe('1|6|unix|/tmp/plugin1|grpc|');
  fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 50 }), (der) => {
    const parts = handshakeLine('/tmp/plugin1', Buffer.from(der)).split('|');
    expect(parts).toHaveLength(6);
    expect(parts[5]).not.toContain('=');
    expect(new Uint8Array(Buffer.from(parts[5]!, 'base64'))).toEqual(der);
  }));
});

test('the environment variable for a running provider is quoted JSON', () => {
  const [, json] = /^TF_REATTACH_PROVIDERS='(.*)'$/.exec(reattachVariable('registry.terraform.io/local/test', '/tmp/plugin1'))!;
  expect(JSON.parse(json!)).toEqual({
    'registry.terraform.io/local/test': {
      Protocol: 'grpc', ProtocolVersion: 6, Pid: process.pid, Test: true, Addr: { Network: 'unix', String: '/tmp/plugin1' },
    },
  });
});
