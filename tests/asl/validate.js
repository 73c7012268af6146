// Holds definitions against two independent validators. Usage: node validate.js FILE...
// Prints one line per finding and exits with 1 if there is any.
'use strict';

const fs = require('node:fs');
const aslValidator = require('asl-validator');
const { getLanguageService, TextDocument } = require('amazon-states-language-service');

async function findings(file) {
  const text = fs.readFileSync(file, 'utf8');
  const found = [];

  const { isValid, errors } = aslValidator(JSON.parse(text));
  if (!isValid) {
    found.push(...errors.map((error) => `asl-validator: ${error['Error code'] ?? ''} ${JSON.stringify(error)}`));
  }

  const service = getLanguageService({});
  const document = TextDocument.create(`file://${file}`, 'asl', 1, text);
  const diagnostics = await service.doValidation(document, service.parseJSONDocument(document));
  for (const { message, range } of diagnostics) {
    found.push(`amazon-states-language-service: line ${range.start.line + 1}: ${message}`);
  }
  return found.map((finding) => `${file}: ${finding}`);
}

(async () => {
  const files = process.argv.slice(2);
  if (files.length === 0) throw new Error('name at least one definition');
  const all = (await Promise.all(files.map(findings))).flat();
  all.forEach((finding) => console.log(finding));
  console.log(`${files.length} definitions, ${all.length} findings`);
  process.exitCode = all.length === 0 ? 0 : 1;
})().catch((error) => {
  console.error(error);
  process.exitCode = 2;
});
