import { createHash, KeyObject, randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import { Extension, X509Certificate } from '@peculiar/x509';

// Loaded at first use: a start of the provider does not need it.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const library = () => require('@peculiar/x509') as typeof import('@peculiar/x509');

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 24 * 60 * 60 * 1000;
/** The clock of the engine's machine may be behind. */
const TOLERANCE = 60 * 60 * 1000;

/** What an engine and its client need for mutual TLS, in PEM. */
export interface Issued {
  /** The SHA-256 hash of the certificate of the authority. */
  readonly fingerprint: string;
  readonly authority: string;
  readonly server: Identity;
  readonly client: Identity;
  readonly expires: Date;
}

interface Identity {
  readonly certificate: string;
  readonly key: string;
}

/**
 * Issues a certificate for an engine and one for its client, by an authority that signs nothing else: its key is not kept.
 *
 * @param hosts  the names and addresses at which the engine is reached
 */
export async function issue(hosts: readonly string[], days: number, now: Date): Promise<Issued> {
  const {
    AuthorityKeyIdentifierExtension, BasicConstraintsExtension, ExtendedKeyUsage, ExtendedKeyUsageExtension, KeyUsageFlags,
    KeyUsagesExtension, SubjectAlternativeNameExtension, SubjectKeyIdentifierExtension, X509CertificateGenerator,
  } = library();
  const period = { notBefore: new Date(now.getTime() - TOLERANCE), notAfter: new Date(now.getTime() + days * DAY) };
  const keys = await newKeys();
  const authority = await X509CertificateGenerator.createSelfSigned({
    ...period,
    serialNumber: newSerialNumber(),
    name: 'CN=Berth host authority',
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey as never, false, webcrypto as never),
    ],
  }, webcrypto as never);
  const names = hosts.map((value) => ({ type: isIP(value) === 0 ? 'dns' as const : 'ip' as const, value }));
  const [server, client] = await Promise.all([
    identity('CN=Berth host', [new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]), new SubjectAlternativeNameExtension(names)]),
    identity('CN=Berth client', [new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth])]),
  ]);
  return {
    fingerprint: createHash('sha256').update(Buffer.from(authority.rawData)).digest('hex'),
    authority: pemOf(authority),
    server,
    client,
    expires: period.notAfter,
  };

  async function identity(subject: string, extensions: readonly Extension[]): Promise<Identity> {
    const { publicKey, privateKey } = await newKeys();
    const certificate = await X509CertificateGenerator.create({
      ...period,
      serialNumber: newSerialNumber(),
      subject,
      issuer: authority.subject,
      publicKey,
      signingKey: keys.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new BasicConstraintsExtension(false),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        // Strict clients ask for both (RFC 5280, sections 4.2.1.1 and 4.2.1.2).
        await AuthorityKeyIdentifierExtension.create(keys.publicKey as never, false, webcrypto as never),
        await SubjectKeyIdentifierExtension.create(publicKey as never, false, webcrypto as never),
        ...extensions,
      ],
    }, webcrypto as never);
    return { certificate: pemOf(certificate), key: KeyObject.from(privateKey).export({ type: 'pkcs8', format: 'pem' }).toString() };
  }
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>;
}

/** A serial number must be positive, so its first digit is below 8. */
function newSerialNumber(): string {
  return `4${randomBytes(16).toString('hex').slice(1)}`;
}

function pemOf(certificate: X509Certificate): string {
  return `${certificate.toString('pem').trim()}\n`;
}
