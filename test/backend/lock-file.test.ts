import { withLockedProvider, withoutLockedProvider } from '../../src/backend/lock-file';

const ours = { address: 'registry.terraform.io/berth/docker', version: '1.2.3', hashes: ['h1:new='] };

const HEADER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;

const OURS = `provider "registry.terraform.io/berth/docker" {
  version     = "1.2.3"
  constraints = "1.2.3"
  hashes = [
    "h1:new=",
  ]
}
`;

const OURS_BEFORE = OURS.replaceAll('1.2.3', '1.0.0').replace('h1:new=', 'h1:old=');

const ANOTHER = `provider "registry.terraform.io/hashicorp/random" {
  version = "3.6.0"
  hashes = [
    "h1:random=",
    "zh:random",
  ]
}
`;

test('is made as Terraform makes it', () => {
  expect(withLockedProvider('', ours)).toBe(`${HEADER}\n${OURS}`);
});

test('keeps the other providers, sorted as Terraform sorts them', () => {
  expect(withLockedProvider(`${HEADER}\n${ANOTHER}`, ours)).toBe(`${HEADER}\n${OURS}\n${ANOTHER}`);
});

test('replaces the block of an older version', () => {
  expect(withLockedProvider(`${HEADER}\n${OURS_BEFORE}\n${ANOTHER}`, ours)).toBe(`${HEADER}\n${OURS}\n${ANOTHER}`);
});

test('stays the same when it says so already', () => {
  const text = withLockedProvider(`${HEADER}\n${ANOTHER}`, ours);
  expect(withLockedProvider(text, ours)).toBe(text);
});

test('keeps comments of its own', () => {
  expect(withLockedProvider(`# ours\n\n${ANOTHER}`, ours)).toBe(`# ours\n\n${OURS}\n${ANOTHER}`);
});

test('loses only the block that is not wanted any more', () => {
  expect(withoutLockedProvider(`${HEADER}\n${OURS}\n${ANOTHER}`, ours.address)).toBe(`${HEADER}\n${ANOTHER}`);
  expect(withoutLockedProvider(ANOTHER, ours.address)).toBe(ANOTHER);
});
