/**
 * The suites that can download something when they run for the first time: Debian packages and root file systems, npm packages, releases
 * of Node, or what images are made from. Each entry is the start of a path below `test/e2e/`. A test compares them with what suites import.
 *
 * They run one after the other on the machine's engine, so no two of them write to the cache. All other suites have no internet access.
 */
export const ONLINE = [
  'bare-bones.test.ts',
  'bootstrap/',
  'cdktn.test.ts',
  'cli/doctor.test.ts',
  'cloud.test.ts',
  'data-sources/host-facts.test.ts',
  'engine/image.test.ts',
  'engine/registry-auth.test.ts',
  'engine/ssh.test.ts',
  'estate.test.ts',
  'framework/process.test.ts',
  'host/',
  'isolation/attempts.test.ts',
  'isolation/attestation-runtime.test.ts',
  'isolation/official-images.test.ts',
  'isolation/policy.test.ts',
  'isolation/probe.test.ts',
  'minimal-images.test.ts',
  'new-user.test.ts',
  'pushed-image.test.ts',
  'resources/host-facts.test.ts',
  'resources/plugin.test.ts',
  'resources/registry-image',
  'resources/storage-opts.test.ts',
  'secrets.test.ts',
  'shop-demo.test.ts',
  'shop.test.ts',
  'vch/dedicated.test.ts',
  'vch/rules.test.ts',
  'vch/shared-images.test.ts',
  'vch/signatures.test.ts',
  'vch/tenants.test.ts',
  'workers.test.ts',
] as const;
