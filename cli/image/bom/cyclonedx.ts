import * as CDX from '@cyclonedx/cyclonedx-library';
import { Contents } from './contents';
import { purlOf } from './purl';

const { Models, Enums, Serialize, Spec } = CDX;

/** Writes a bill of materials as CycloneDX 1.6. It has no time and no random number, so that the same image has the same bill. */
export function cycloneDx(name: string, images: readonly Contents[]): string {
  const bom = new Models.Bom({
    metadata: new Models.Metadata({ component: new Models.Component(Enums.ComponentType.Container, name, { bomRef: 'image' }) }),
  });
  for (const image of images) {
    const platform = new Models.Component(Enums.ComponentType.Container, name, {
      bomRef: image.digest, version: image.digest, properties: properties({ 'dev.berth.platform': image.platform }),
    });
    bom.metadata.component!.dependencies.add(platform.bomRef);
    for (const component of [...packagesOf(image), ...filesOf(image)]) {
      platform.dependencies.add(component.bomRef);
      bom.components.add(component);
    }
    bom.components.add(platform);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function packagesOf({ platform, packages, lock }: Contents): readonly CDX.Models.Component[] {
  return packages.map(({ name, version, license, whole, unpacked }) => new Models.Component(Enums.ComponentType.Library, name, {
    bomRef: `${platform}:${name}`,
    version,
    purl: purlOf(unpacked, lock!),
    hashes: new Models.HashDictionary([[Enums.HashAlgorithm['SHA-256'], unpacked.locked.sha256]]),
    licenses: new Models.LicenseRepository(license === undefined ? [] : [new Models.LicenseExpression(license)]),
    properties: properties({ 'dev.berth.whole': `${whole}` }),
  }));
}

function filesOf({ platform, files }: Contents): readonly CDX.Models.Component[] {
  return files.map(({ entry, sha256 }) => new Models.Component(Enums.ComponentType.File, entry.path, {
    bomRef: `${platform}:${entry.path}`,
    hashes: new Models.HashDictionary([[Enums.HashAlgorithm['SHA-256'], sha256]]),
  }));
}

function properties(values: Readonly<Record<string, string>>): CDX.Models.PropertyRepository {
  return new Models.PropertyRepository(Object.entries(values).map(([name, value]) => new Models.Property(name, value)));
}
