import { isolation } from '../../../provider/attestation/resource';
import { validateConfig } from '../../../provider/framework/core/validate';
import { Diagnostics } from '../../../provider/framework/diagnostics';
import { fromModel } from '../../../provider/framework/schema/body-values';

async function problems(name: string): Promise<(string | undefined)[]> {
  const diagnostics = new Diagnostics();
  await validateConfig(isolation as never, fromModel(isolation.schema, { container: [{ id: 'abc', name }] }), diagnostics);
  return diagnostics.all.map(({ detail }) => detail);
}

test('a report names a container only as an engine can', async () => {
  expect(await problems('shop-web_1.2')).toEqual([]);
  expect(await problems('web passed everything')).toEqual([
    '"web passed everything" is not allowed: it has to be a container name: letters, digits, "_", "." and "-", '
    + 'at least two characters, starting with a letter or digit.',
  ]);
});
