import { withLockedProvider, withoutLockedProvider } from '../../src/backend/lock-file';

const berth = { address: 'registry.terraform.io/berth/docker', version: '1.2.3', hashes: ['h1:new='] };

const HEADER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;

const BERTH = `provider "registry.terraform.io/berth/docker" {
  version     = "1.2.3"
  constraints = "1.2.3"
  hashes = [
    "h1:new=",
  ]
}
`;

const BERTH_BEFORE = BERTH.replaceAll('1.2.3', '1.0.0').replace('h1:new=', 'h1:old=');

const ANOTHER = `provider "registry.terraform.io/hashicorp/random" {
  version = "3.6.0"
  hashes = [
    "h1:random=",
    "zh:random",
  ]
}
`;

test('creates the file in the format of Terraform', () => {
  expect(withLockedProvider('', berth)).toBe(`${HEADER}\n${BERTH}`);
});

test('keeps the other providers, in the order of Terraform', () => {
  expect(withLockedProvider(`${HEADER}\n${ANOTHER}`, berth)).toBe(`${HEADER}\n${BERTH}\n${ANOTHER}`);
});

test('replaces the block of an older version', () => {
  expect(withLockedProvider(`${HEADER}\n${BERTH_BEFORE}\n${ANOTHER}`, berth)).toBe(`${HEADER}\n${BERTH}\n${ANOTHER}`);
});

test('leaves the file unchanged if it already contains the block', () => {
  const text = withLockedProvider(`${HEADER}\n${ANOTHER}`, berth);
  expect(withLockedProvider(text, berth)).toBe(text);
});

test('keeps the comments of the user', () => {
  expect(withLockedProvider(`# ours\n\n${ANOTHER}`, berth)).toBe(`# ours\n\n${BERTH}\n${ANOTHER}`);
});

test('removes only the block of the given provider', () => {
  expect(withoutLockedProvider(`${HEADER}\n${BERTH}\n${ANOTHER}`, berth.address)).toBe(`${HEADER}\n${ANOTHER}`);
  expect(withoutLockedProvider(ANOTHER, berth.address)).toBe(ANOTHER);
});
