import { createPrivateKey, X509Certificate } from 'node:crypto';
import { selfSignedCertificate } from '../../../../provider/framework/wire/certificate';

const now = new Date('2031-02-03T04:05:06Z');

test('fits Terraform\'s requirements: for localhost, its own authority, and signed with its own key', () => {
  const { der, certificatePem, keyPem } = selfSignedCertificate(now);
  const certificate = new X509Certificate(der);
  expect(new X509Certificate(certificatePem).raw).toEqual(certificate.raw);
  expect(certificate.subject).toBe('CN=localhost');
  expect(certificate.issuer).toBe('CN=localhost');
  expect(certificate.subjectAltName).toBe('DNS:localhost');
  expect(certificate.checkHost('localhost')).toBe('localhost');
  expect(certificate.ca).toBe(true);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(createPrivateKey(keyPem))).toBe(true);
});

test('is valid from a day before to a year after its creation', () => {
  const certificate = new X509Certificate(selfSignedCertificate(now).der);
  expect(new Date(certificate.validFrom)).toEqual(new Date('2031-02-02T04:05:06Z'));
  expect(new Date(certificate.validTo)).toEqual(new Date('2032-02-03T04:05:06Z'));
});

test('has a new serial number each time', () => {
  const serials = Array.from({ length: 20 }, () => new X509Certificate(selfSignedCertificate().der).serialNumber);
  expect(new Set(serials).size).toBe(serials.length);
});
