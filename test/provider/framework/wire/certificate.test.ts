import { createPrivateKey, X509Certificate } from 'node:crypto';
import { selfSignedCertificate } from '../../../../provider/framework/wire/certificate';

const now = new Date('2031-02-03T04:05:06Z');

test('is one that Terraform takes: of localhost, its own authority, and signed by its own key', () => {
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

test('is valid before and after the run', () => {
  const certificate = new X509Certificate(selfSignedCertificate(now).der);
  expect(new Date(certificate.validFrom)).toEqual(new Date('2031-02-02T04:05:06Z'));
  expect(new Date(certificate.validTo)).toEqual(new Date('2032-02-03T04:05:06Z'));
});

test('is another one each time', () => {
  const serials = Array.from({ length: 20 }, () => new X509Certificate(selfSignedCertificate().der).serialNumber);
  expect(new Set(serials).size).toBe(serials.length);
});
