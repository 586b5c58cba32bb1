import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProviderBundle } from '../../src/backend/provider-bundle';
import { fakeBundle, refusal } from '../assertions';

test('reads the version from the file name', () => {
  expect(findProviderBundle(fakeBundle('1.2.3'))).toMatchObject({ fileName: 'terraform-provider-docker_v1.2.3.cjs', version: '1.2.3' });
  expect(findProviderBundle(fakeBundle('2.0.0-rc.1'))).toMatchObject({ version: '2.0.0-rc.1' });
});

test('hashes the package as Terraform does', () => {
  // The hash that `terraform providers lock -fs-mirror` writes for a folder with this file.
  expect(findProviderBundle(fakeBundle('1.2.3')).packageHash).toBe('h1:UHwEu1frbx3BCwpCpUDtp6cWefiiYTazE2HArw1PUdE=');
});

test('fails without a bundle, and reports how to build one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'berth-bundle-'));
  const message = `The bundled provider is missing: no terraform-provider-docker_v<version>.cjs in ${folder}. `
    + 'In a checkout, run `npm run bundle`. For a package from the npm registry, install it again. Or use Backend.KREUZWERKER.';
  expect(refusal(() => findProviderBundle(folder))).toBe(message);
  expect(refusal(() => findProviderBundle(join(folder, 'nowhere')))).toBe(message.replace(folder, join(folder, 'nowhere')));
});

test('fails if there are two bundles', () => {
  const folder = fakeBundle('1.0.0');
  writeFileSync(join(folder, 'terraform-provider-docker_v1.1.0.cjs'), '');
  expect(refusal(() => findProviderBundle(folder))).toBe(
    `There must be exactly one bundled provider in ${folder}; `
    + 'found: "terraform-provider-docker_v1.0.0.cjs", "terraform-provider-docker_v1.1.0.cjs". '
    + 'In a checkout, run `npm run bundle`, which removes all others.');
});
