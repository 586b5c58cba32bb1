import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStandard } from '../../../provider/docs/standard';
import { provider } from '../../../provider/provider';

const ROOT = join(__dirname, '../../..');
const GUIDES = join(ROOT, 'docs/guides');
const standard = readStandard(readFileSync(join(ROOT, 'test/fixtures/docker-provider-3.6.2.json'), 'utf8'));

/** The types that one line of a list names. */
function listed(guide: string, what: string): string[] {
  const [, item = ''] = new RegExp(`^- ${what}: ([^]*?)\\n(?:-|\\n)`, 'm').exec(guide) ?? [];
  return [...item.matchAll(/`(\w+)`/g)].map(([, type]) => type!);
}

function missing(standardTypes: object, ours: readonly { readonly type: string }[]): string[] {
  return Object.keys(standardTypes).filter((type) => !ours.some((own) => own.type === type)).sort();
}

test('the way over names what there is not, and nothing else', () => {
  const guide = readFileSync(join(GUIDES, 'coming-from-kreuzwerker.md'), 'utf8');
  expect(listed(guide, 'resources')).toEqual(missing(standard.resources, provider.resources));
  expect(listed(guide, 'data sources')).toEqual(missing(standard.dataSources, provider.dataSources));
});

test.each(readdirSync(GUIDES))('%s begins as the registry expects it, and its links lead somewhere', (file) => {
  const guide = readFileSync(join(GUIDES, file), 'utf8');
  expect(guide).toMatch(/^---\npage_title: ".+"\nsubcategory: ""\ndescription: \|-\n {2}\S.*\n---\n\n# /);
  const lost = [...guide.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link!).filter((link) => {
    const [page = '', heading] = link.split('#');
    const target = join(GUIDES, page);
    return !existsSync(target) || (heading !== undefined && !headings(readFileSync(target, 'utf8')).includes(heading));
  });
  expect(lost).toEqual([]);
});

/** The headings of a page, as links name them. */
function headings(page: string): string[] {
  return [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading!.toLowerCase().replace(/[^\w -]/g, '').replaceAll(' ', '-'));
}
