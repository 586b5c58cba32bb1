import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStandard } from '../../../provider/docs/standard';
import { provider } from '../../../provider/provider';

const ROOT = join(__dirname, '../../..');
const GUIDES = join(ROOT, 'docs/guides');
const standard = readStandard(readFileSync(join(ROOT, 'projenrc/l1/docker-provider-3.6.2.json'), 'utf8'));

/** Returns the types in one item of a list. */
function listed(guide: string, what: string): string[] {
  const [, item = ''] = new RegExp(`^- ${what}: ([^]*?)\\n(?:-|\\n)`, 'm').exec(guide) ?? [];
  return [...item.matchAll(/`(\w+)`/g)].map(([, type]) => type!);
}

function missing(standardTypes: object, ours: readonly { readonly type: string }[]): string[] {
  return Object.keys(standardTypes).filter((type) => !ours.some((own) => own.type === type)).sort();
}

test('the migration guide lists exactly the types that are not supported', () => {
  const guide = readFileSync(join(GUIDES, 'coming-from-kreuzwerker.md'), 'utf8');
  expect(listed(guide, 'resources')).toEqual(missing(standard.resources, provider.resources));
  expect(listed(guide, 'data sources')).toEqual(missing(standard.dataSources, provider.dataSources));
});

test.each(readdirSync(GUIDES))('%s has the front matter that the registry expects, and no broken links', (file) => {
  const guide = readFileSync(join(GUIDES, file), 'utf8');
  expect(guide).toMatch(/^---\npage_title: ".+"\nsubcategory: ""\ndescription: \|-\n {2}\S.*\n---\n\n# /);
  const broken = [...guide.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link!).filter((link) => {
    const [page = '', heading] = link.split('#');
    const target = join(GUIDES, page === '' ? file : page);
    return !existsSync(target) || (heading !== undefined && !headings(readFileSync(target, 'utf8')).includes(heading));
  });
  expect(broken).toEqual([]);
});

/** Returns the anchors of a page's headings. */
function headings(page: string): string[] {
  return [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading!.toLowerCase().replace(/[^\w -]/g, '').replaceAll(' ', '-'));
}
