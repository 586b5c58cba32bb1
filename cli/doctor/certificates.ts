import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import { Check, fail, ok, warn } from './check';
import { Endpoint, TlsMaterials } from '../../provider/engine/endpoint/endpoint';
import { messageOf } from '../../provider/facts/finding';

/** In days: time enough to replace a certificate. */
const SOON = 30;

const DAY = 24 * 60 * 60 * 1000;

/** In milliseconds. */
const TIMEOUT = 10_000;

/** Checks how long the certificates of a TLS connection are still valid. */
export async function checkCertificates({ target }: Endpoint, now: Date = new Date()): Promise<Check[]> {
  if (target.kind !== 'tcp') return [];
  const { host, port, tls } = target;
  if (tls === undefined) {
    return [fail('tls', 'The connection has no TLS: everyone who reaches the port is root on the host',
      'Have the engine listen with --tlsverify, or use ssh://.')];
  }
  return [
    ...await certificateOf(host, port, tls).then(
      (certificate) => [validity('engine\'s certificate', certificate.validTo, now)],
      (error: unknown) => [
        fail('engine\'s certificate', `It could not be read: ${messageOf(error)}`, 'Check the port and the engine\'s TLS settings.'),
      ],
    ),
    ...(tls.cert === undefined ? [] : [validity('client certificate', new X509Certificate(tls.cert).validTo, now)]),
    ...(tls.ca === undefined ? [] : [validity('CA certificate', new X509Certificate(tls.ca).validTo, now)]),
  ];
}

export function validity(name: string, validTo: string, now: Date): Check {
  const days = Math.floor((new Date(validTo).getTime() - now.getTime()) / DAY);
  const until = `valid until ${new Date(validTo).toISOString()}`;
  if (days < 0) return fail(name, `It has expired: ${until}`, 'Issue a new one.');
  return days < SOON ? warn(name, `It expires in ${days} days: ${until}`, 'Issue a new one.') : ok(name, `${until}, for ${days} days`);
}

/** Returns the certificate with which the engine answers, whoever issued it. The check of the engine itself verifies it. */
function certificateOf(host: string, port: number, { ca, cert, key }: TlsMaterials): Promise<X509Certificate> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, ca, cert, key, rejectUnauthorized: false, timeout: TIMEOUT }, () => {
      const certificate = socket.getPeerX509Certificate();
      socket.destroy();
      if (certificate === undefined) reject(new Error('it sent none'));
      else resolve(certificate);
    });
    socket.once('error', reject);
    socket.once('timeout', () => socket.destroy(new Error(`no answer within ${TIMEOUT / 1000} s`)));
  });
}
