import { createHash } from 'node:crypto';
import { Contents } from './contents';
import { purlOf } from './purl';

/** The time of a document without one: the same image has the same bill. */
const CREATED = '1970-01-01T00:00:00Z';
const REFERENCE = /LicenseRef-[A-Za-z0-9.-]+/g;
const NONE = 'NOASSERTION';

/** Writes a bill of materials as SPDX 2.3 in JSON. */
export function spdx(name: string, images: readonly Contents[]): string {
  const packages = images.flatMap((image) => [imagePackage(name, image), ...image.packages.map((each) => debianPackage(each, image))]);
  const files = images.flatMap((image) => image.files.map(({ entry, ...hashes }) => ({
    fileName: `.${entry.path}`,
    SPDXID: id('File', image.platform, entry.path),
    checksums: [{ algorithm: 'SHA1', checksumValue: hashes.sha1 }, { algorithm: 'SHA256', checksumValue: hashes.sha256 }],
    licenseConcluded: NONE,
    copyrightText: NONE,
  })));
  const relationships = images.flatMap((image) => {
    const self = id('Image', image.platform);
    const contains = [...image.packages.map(({ name: each }) => id('Package', image.platform, each)),
      ...image.files.map(({ entry }) => id('File', image.platform, entry.path))];
    return [
      { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: self },
      ...contains.map((each) => ({ spdxElementId: self, relationshipType: 'CONTAINS', relatedSpdxElement: each })),
    ];
  });
  const references = new Set(packages.flatMap(({ licenseDeclared }) => licenseDeclared.match(REFERENCE) ?? []));
  const digests = images.map(({ digest }) => digest).join(' ');
  return `${JSON.stringify({
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name,
    documentNamespace: `https://berth.dev/spdx/${createHash('sha256').update(digests).digest('hex')}`,
    creationInfo: { created: CREATED, creators: ['Tool: berth'] },
    packages,
    files,
    relationships,
    ...references.size > 0 && {
      hasExtractedLicensingInfos: [...references].sort().map((licenseId) => (
        { licenseId, extractedText: 'See /usr/share/doc/*/copyright in the image.' })),
    },
  }, undefined, 2)}\n`;
}

function imagePackage(name: string, { platform, digest, files }: Contents) {
  return {
    name,
    SPDXID: id('Image', platform),
    versionInfo: digest,
    downloadLocation: NONE,
    filesAnalyzed: true,
    // SPDX 2.3, 7.9: the SHA-1 of those of all files.
    packageVerificationCode: { packageVerificationCodeValue: sha1(files.map((each) => each.sha1).sort().join('')) },
    primaryPackagePurpose: 'CONTAINER',
    licenseConcluded: NONE,
    licenseDeclared: NONE,
    copyrightText: NONE,
    comment: `The image for ${platform}.`,
  };
}

function debianPackage({ name, version, license, unpacked, whole }: Contents['packages'][number], { platform, lock }: Contents) {
  const { sha256, file } = unpacked.locked;
  return {
    name,
    SPDXID: id('Package', platform, name),
    versionInfo: version,
    supplier: 'Organization: Debian',
    downloadLocation: `${lock!.mirrors[0]!.replace(/\/$/, '')}/${file}`,
    filesAnalyzed: false,
    checksums: [{ algorithm: 'SHA256', checksumValue: sha256 }],
    licenseConcluded: NONE,
    licenseDeclared: license ?? NONE,
    copyrightText: NONE,
    comment: whole ? 'The whole package.' : 'Only its shared libraries.',
    externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purlOf(unpacked, lock!) }],
  };
}

/** Returns an identifier, in which SPDX allows only letters, digits, dots and hyphens. */
function id(kind: string, ...parts: readonly string[]): string {
  const escaped = parts.map((part) => part.replace(/[^A-Za-z0-9.]/g, (sign) => `-${sign.charCodeAt(0).toString(16)}-`));
  return ['SPDXRef', kind, ...escaped].join('-');
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
