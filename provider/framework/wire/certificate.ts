/* eslint-disable no-bitwise -- DER encodes tags and lengths as bits. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { Ber, BerWriter } from 'asn1';

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';
const BASIC_CONSTRAINTS = '2.5.29.19';
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';

const CONTEXT = 0x80;
const CONSTRUCTED = 0x20;
const DNS_NAME = CONTEXT | 2;
const VERSION_3 = 2;

const DAY = 24 * 60 * 60 * 1000;

export interface Certificate {
  readonly der: Buffer;
  readonly certificatePem: string;
  readonly keyPem: string;
}

/**
 * Returns a key and a self-signed certificate for one run of the provider. The certificate is valid for the name
 * `localhost` and is its own certificate authority, as Terraform requires.
 */
export function selfSignedCertificate(now: Date = new Date()): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const body = toBeSigned(publicKey.export({ type: 'spki', format: 'der' }), now);

  const writer = new BerWriter();
  writer.startSequence();
  writeElement(writer, body);
  writeAlgorithm(writer);
  writeBitString(writer, sign('sha256', body, privateKey));
  writer.endSequence();

  const der = writer.buffer;
  return {
    der,
    certificatePem: `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function toBeSigned(publicKey: Buffer, now: Date): Buffer {
  const writer = new BerWriter();
  writer.startSequence();

  writer.startSequence(CONTEXT | CONSTRUCTED | 0);
  writer.writeInt(VERSION_3);
  writer.endSequence();

  // A serial number must be positive: the first byte is not zero, and its highest bit is not set.
  const serial = randomBytes(16);
  serial[0] = (serial[0]! & 0x7f) | 0x40;
  writer.writeBuffer(serial, Ber.Integer);

  writeAlgorithm(writer);
  writeName(writer);
  writer.startSequence();
  writeTime(writer, new Date(now.getTime() - DAY));
  writeTime(writer, new Date(now.getTime() + 365 * DAY));
  writer.endSequence();
  writeName(writer);
  writeElement(writer, publicKey);

  writer.startSequence(CONTEXT | CONSTRUCTED | 3);
  writer.startSequence();
  writeExtension(writer, BASIC_CONSTRAINTS, (value) => value.writeBoolean(true));
  writeExtension(writer, SUBJECT_ALTERNATIVE_NAME, (value) => value.writeString('localhost', DNS_NAME));
  writer.endSequence();
  writer.endSequence();

  writer.endSequence();
  return writer.buffer;
}

function writeAlgorithm(writer: BerWriter): void {
  writer.startSequence();
  writer.writeOID(ECDSA_WITH_SHA256, Ber.OID);
  writer.endSequence();
}

function writeName(writer: BerWriter): void {
  writer.startSequence();
  writer.startSequence(Ber.Set | Ber.Constructor);
  writer.startSequence();
  writer.writeOID(COMMON_NAME, Ber.OID);
  writer.writeString('localhost', Ber.Utf8String);
  writer.endSequence();
  writer.endSequence();
  writer.endSequence();
}

/** Writes a UTCTime, with a two-digit year. X.509 requires this form for dates up to 2049. */
function writeTime(writer: BerWriter, time: Date): void {
  writer.writeString(`${time.toISOString().slice(2, 19).replace(/\D/g, '')}Z`, Ber.UTCTime);
}

function writeExtension(writer: BerWriter, id: string, writeValue: (value: BerWriter) => void): void {
  const value = new BerWriter();
  value.startSequence();
  writeValue(value);
  value.endSequence();

  writer.startSequence();
  writer.writeOID(id, Ber.OID);
  writer.writeBoolean(true);
  writer.writeBuffer(value.buffer, Ber.OctetString);
  writer.endSequence();
}

function writeBitString(writer: BerWriter, bytes: Buffer): void {
  const unusedBits = Buffer.of(0);
  writer.writeBuffer(Buffer.concat([unusedBits, bytes]), Ber.BitString);
}

/** Writes an element that is already encoded. The writer can't copy whole elements, so this encodes the header again. */
function writeElement(writer: BerWriter, element: Buffer): void {
  const length = element[1]!;
  const headLength = length < 0x80 ? 2 : 2 + (length & 0x7f);
  writer.writeBuffer(element.subarray(headLength), element[0]!);
}
