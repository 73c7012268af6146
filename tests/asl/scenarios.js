// What the data preparation machine does, told as runs with scripted answers. The machine prepares interactions and
// action_interactions (both crawled) and items (declared). Usage: node scenarios.js DEFINITION
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { run } = require('./interpreter.js');

const definition = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));

// Answers as the services give them, spelled as Step Functions spells them.
const crawler = (State, lastCrawl) => ({ result: { Crawler: { Name: 'c', State, ...(lastCrawl && { LastCrawl: lastCrawl }) } } });
const crawl = (StartTime, Status = 'SUCCEEDED', rest = {}) => ({ Status, StartTime, LogGroup: '/aws-glue/crawlers', ...rest });
const started = { result: {} };
const failed = (error, cause) => ({ error, cause });
const namedQuery = (QueryString) => ({ result: { NamedQuery: { Name: 'q', Database: 'movielens_dev', QueryString, NamedQueryId: 'id', WorkGroup: 'movielens-dev' } } });
const succeeded = (id) => ({ result: { QueryExecution: { QueryExecutionId: id, Status: { State: 'SUCCEEDED' }, ResultConfiguration: { OutputLocation: `s3://prepared/${id}.csv` } } } });
const outcome = (id) => ({ location: `s3://prepared/${id}.csv`, queryExecutionId: id });

const monday = crawl('2026-02-02T03:00:00Z');
const tuesday = crawl('2026-02-03T03:00:00Z');

// What each dataset is answered when nothing is special about it.
const crawls = (name, { look = crawler('READY', monday), start = started, checks = [crawler('RUNNING', monday), crawler('STOPPING', monday), crawler('READY', tuesday)] } = {}) => ({
  [`Look at the ${name} crawler`]: [look].flat(),
  ...(start && { [`Crawl the ${name}`]: [start].flat() }),
  [`Check the ${name} crawler`]: checks,
});
const prepares = (name, { query = namedQuery(`SELECT '${name}'`), execution = succeeded(`${name}-1`.replace(' ', '-')) } = {}) => ({
  [`Read the ${name} query`]: [query].flat(),
  [`Prepare the ${name}`]: [execution].flat(),
});
const usual = {
  ...crawls('interactions'), ...prepares('interactions'),
  ...prepares('items'),
  ...crawls('action interactions'), ...prepares('action interactions'),
};
const all = {
  interactions: outcome('interactions-1'),
  items: outcome('items-1'),
  action_interactions: outcome('action-interactions-1'),
};
// The machine stops at the first failing branch, so those after it (run one by one here) are never begun.
const upTo = (...parts) => Object.assign({}, ...parts);
const argumentsOf = (result, state) => result.calls.filter((call) => call.state === state).map((call) => call.arguments);

const scenarios = {
  'an empty input takes every default': async () => {
    const result = await run(definition, {}, usual);
    assert.deepEqual(result.output, all);
    assert.deepEqual(argumentsOf(result, 'Look at the interactions crawler'), [{ Name: 'movielens-dev-interactions' }]);
    assert.deepEqual(argumentsOf(result, 'Read the items query'), [{ NamedQueryId: 'items-query-id' }]);
    assert.deepEqual(argumentsOf(result, 'Prepare the items'), [
      { QueryString: "SELECT 'items'", QueryExecutionContext: { Database: 'movielens_dev' }, WorkGroup: 'movielens-dev' },
    ]);
    assert.deepEqual(result.calls.filter((call) => call.state.startsWith('Prepare')).map((call) => call.resource),
      Array(3).fill('arn:aws:states:::athena:startQueryExecution.sync'));
  },

  'an input that is no object takes every default, too': async () => {
    for (const input of [[], 'text', 7, null]) {
      assert.deepEqual((await run(definition, input, usual)).output, all);
    }
  },

  'the full input overrides every default; keys of other datasets are left alone': async () => {
    const input = {
      interactionsPreparationQuery: 'q1', itemsPreparationQuery: 'q2', actionInteractionsPreparationQuery: 'q3',
      interactionsCrawlerName: 'c1', actionInteractionsCrawlerName: 'c3', usersCrawlerName: 'c4', bypassCrawler: false,
      AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: 'arn',
    };
    const result = await run(definition, input, usual);
    assert.deepEqual(result.output, all);
    for (const state of ['Look at', 'Crawl', 'Check']) {
      const suffix = state === 'Crawl' ? '' : ' crawler';
      assert.equal(argumentsOf(result, `${state} the interactions${suffix}`)[0].Name, 'c1');
      assert.equal(argumentsOf(result, `${state} the action interactions${suffix}`)[0].Name, 'c3');
    }
    const queries = ['interactions', 'items', 'action interactions'].map((name) => argumentsOf(result, `Read the ${name} query`)[0].NamedQueryId);
    assert.deepEqual(queries, ['q1', 'q2', 'q3']);
  },

  'bypassing asks Glue nothing': async () => {
    const result = await run(definition, { bypassCrawler: true }, upTo(prepares('interactions'), prepares('items'), prepares('action interactions')));
    assert.deepEqual(result.output, all);
    assert.ok(!result.calls.some((call) => call.resource.includes('glue')));
  },

  'a crawler that never ran has no last crawl': async () => {
    const answers = crawls('interactions', { look: crawler('READY'), checks: [crawler('READY'), crawler('RUNNING'), crawler('READY', monday)] });
    assert.deepEqual((await run(definition, {}, { ...usual, ...answers })).output, all);
  },

  'READY with the crawl of yesterday is not the end': async () => {
    const checks = [crawler('READY', monday), crawler('READY', monday), crawler('RUNNING', monday), crawler('READY', tuesday)];
    const result = await run(definition, {}, { ...usual, ...crawls('interactions', { checks }) });
    assert.deepEqual(result.output, all);
    assert.equal(argumentsOf(result, 'Check the interactions crawler').length, 4);
  },

  'a crawl that ran between two checks is seen by its start time': async () => {
    const result = await run(definition, {}, { ...usual, ...crawls('interactions', { checks: [crawler('READY', tuesday)] }) });
    assert.deepEqual(result.output, all);
  },

  'a crawl that was seen running is over when the crawler is READY, whatever it shows as its last': async () => {
    const checks = [crawler('READY', monday), crawler('RUNNING', monday), crawler('STOPPING', monday), crawler('READY', monday)];
    const result = await run(definition, {}, { ...usual, ...crawls('interactions', { checks }) });
    assert.deepEqual(result.output, all);
  },

  'yesterday failed, today succeeded': async () => {
    const yesterday = crawl('2026-02-02T03:00:00Z', 'FAILED', { ErrorMessage: 'old' });
    const checks = [crawler('READY', yesterday), crawler('RUNNING', yesterday), crawler('READY', tuesday)];
    const result = await run(definition, {}, { ...usual, ...crawls('interactions', { look: crawler('READY', yesterday), checks }) });
    assert.deepEqual(result.output, all);
  },

  'a crawler that is running is waited for and not started': async () => {
    for (const state of ['RUNNING', 'STOPPING']) {
      // Whether or not Glue already shows the running crawl as the last one.
      for (const shown of [monday, tuesday]) {
        const answers = crawls('interactions', { look: crawler(state, shown), start: null, checks: [crawler(state, shown), crawler('READY', tuesday)] });
        const { 'Crawl the interactions': _, ...rest } = usual;
        const result = await run(definition, {}, { ...rest, ...answers });
        assert.deepEqual(result.output, all);
        assert.ok(!result.visited.includes('Crawl the interactions'));
      }
    }
  },

  'somebody else starts the crawler after the look': async () => {
    const start = failed('Glue.CrawlerRunningException', 'Crawler with name movielens-dev-interactions has already started');
    const result = await run(definition, {}, { ...usual, ...crawls('interactions', { start }) });
    assert.deepEqual(result.output, all);
    assert.equal(argumentsOf(result, 'Crawl the interactions').length, 1, 'not retried');
  },

  'a failed crawl fails the execution with the message of Glue': async () => {
    for (const Status of ['FAILED', 'CANCELLED']) {
      const last = crawl('2026-02-03T03:00:00Z', Status, { ErrorMessage: "Insufficient permission on 's3://raw/'" });
      const result = await run(definition, {}, crawls('interactions', { checks: [crawler('RUNNING', monday), crawler('READY', last)] }));
      assert.equal(result.error, 'Interactions.CrawlFailed');
      assert.equal(result.cause, `interactions: CrawlFailed: the crawler movielens-dev-interactions ended with status ${Status}: Insufficient permission on 's3://raw/'`);
    }
  },

  'a failed crawl without a message, or without a trace': async () => {
    const checks = (last) => [crawler('RUNNING', monday), crawler('READY', last)];
    const silent = await run(definition, {}, crawls('interactions', { checks: checks(crawl('2026-02-03T03:00:00Z', 'FAILED')) }));
    assert.match(silent.cause, /status FAILED: Glue gives no reason$/);
    const traceless = await run(definition, {}, crawls('interactions', { checks: checks(undefined) }));
    assert.match(traceless.cause, /status missing: Glue gives no reason$/);
  },

  'a crawl that does not end is given up in time and within the history': async () => {
    const result = await run(definition, {}, crawls('interactions', { checks: [{ ...crawler('RUNNING', monday), times: 240 }] }));
    assert.equal(result.error, 'Interactions.CrawlFailed');
    assert.equal(result.cause, 'interactions: CrawlTimeout: the crawler movielens-dev-interactions was not done after 60 minutes');
    assert.equal(result.seconds, 3600);
    assert.ok(result.events < 240 * 9 + 40, `${result.events} events`);
  },

  'a crawl that never begins is given up, too': async () => {
    const result = await run(definition, {}, crawls('interactions', { checks: [{ ...crawler('READY', monday), times: 240 }] }));
    assert.match(result.cause, /CrawlTimeout/);
  },

  'a missing crawler names the dataset': async () => {
    const cause = 'Crawler entry not found (Service: Glue, Status Code: 400)';
    const look = failed('Glue.EntityNotFoundException', cause);
    const result = await run(definition, {}, { 'Look at the interactions crawler': [look] });
    assert.deepEqual([result.error, result.cause], ['Interactions.CrawlFailed', `interactions: Glue.EntityNotFoundException: ${cause}`]);
  },

  'a crawler that may not be started, or not be asked, names the dataset': async () => {
    const denied = failed('Glue.AccessDeniedException', 'not authorized');
    const start = { ...crawls('interactions', { start: denied }) };
    delete start['Check the interactions crawler'];
    for (const answers of [start, crawls('interactions', { checks: [denied] })]) {
      const result = await run(definition, {}, answers);
      assert.deepEqual([result.error, result.cause], ['Interactions.CrawlFailed', 'interactions: Glue.AccessDeniedException: not authorized']);
    }
  },

  'throttling is waited out': async () => {
    const slow = (service) => ({ ...failed(`${service}.ThrottlingException`, 'Rate exceeded'), times: 6 });
    const answers = upTo(
      crawls('interactions', {
        look: [slow('Glue'), crawler('READY', monday)],
        start: [slow('Glue'), started],
        checks: [slow('Glue'), crawler('READY', tuesday)],
      }),
      prepares('interactions', {
        query: [failed('States.Timeout'), failed('Athena.InternalServerException', 'sorry'), namedQuery('SELECT 1')],
        execution: [failed('Athena.TooManyRequestsException', 'too many'), failed('Athena.AmazonAthenaException', 'Rate exceeded'), succeeded('interactions-1')],
      }),
    );
    assert.deepEqual((await run(definition, {}, { ...usual, ...answers })).output, all);
  },

  'throttling without end names the dataset': async () => {
    const look = { ...failed('Glue.ThrottlingException', 'Rate exceeded'), times: 7 };
    const result = await run(definition, {}, { 'Look at the interactions crawler': [look] });
    assert.equal(result.cause, 'interactions: Glue.ThrottlingException: Rate exceeded');
  },

  'a failed query fails the execution with the reason of Athena, and is not run again': async () => {
    const reason = "SYNTAX_ERROR: line 2:5: Column 'movieid' cannot be resolved";
    const bad = prepares('items', { execution: failed('States.TaskFailed', reason) });
    const result = await run(definition, {}, upTo(crawls('interactions'), prepares('interactions'), bad));
    assert.deepEqual([result.error, result.cause], ['Items.PreparationFailed', `items: States.TaskFailed: ${reason}`]);
  },

  'a query that takes too long is told as such': async () => {
    const slow = prepares('action interactions', { execution: failed('States.Timeout') });
    const result = await run(definition, {}, { ...usual, ...slow });
    assert.equal(result.error, 'ActionInteractions.PreparationFailed');
    assert.equal(result.cause, 'action_interactions: States.Timeout: "Prepare the action interactions" did not end within 3600 seconds');
  },

  'a query that is gone, or of another workgroup': async () => {
    const query = failed('Athena.InvalidRequestException', 'NamedQuery q was not found');
    const { 'Prepare the interactions': _, ...answers } = upTo(crawls('interactions'), prepares('interactions', { query }));
    const result = await run(definition, { interactionsPreparationQuery: 'q' }, answers);
    assert.equal(result.cause, 'interactions: Athena.InvalidRequestException: NamedQuery q was not found');
  },

  'an error without a cause is still told': async () => {
    const result = await run(definition, {}, { 'Look at the interactions crawler': [{ ...failed('States.Timeout'), times: 7 }] });
    assert.equal(result.cause, 'interactions: States.Timeout: ');
  },

  'a query text with quotes, marks and line ends arrives as it is': async () => {
    const text = "SELECT '{% x %}' AS a,\n  \"b\" -- it's ${here}, 100%{\n";
    const answers = { ...usual, ...prepares('items', { query: namedQuery(text) }) };
    const result = await run(definition, {}, answers);
    assert.equal(argumentsOf(result, 'Prepare the items')[0].QueryString, text);
  },

  'wrong types in the input are refused before anything is called': async () => {
    const cases = [
      [{ bypassCrawler: 'yes' }, 'bypassCrawler must be true or false, but it is yes'],
      [{ bypassCrawler: null }, 'bypassCrawler must be true or false, but it is null'],
      [{ bypassCrawler: 1 }, 'bypassCrawler must be true or false, but it is 1'],
      [{ itemsPreparationQuery: null }, 'itemsPreparationQuery must be a string, but it is null'],
      [{ itemsPreparationQuery: 5 }, 'itemsPreparationQuery must be a string, but it is 5'],
      [{ interactionsCrawlerName: { a: 1 } }, 'interactionsCrawlerName must be a string, but it is {"a":1}'],
      [{ interactionsCrawlerName: [] }, 'interactionsCrawlerName must be a string, but it is []'],
      [{ actionInteractionsCrawlerName: ['c'] }, 'actionInteractionsCrawlerName must be a string, but it is ["c"]'],
      [{ actionInteractionsPreparationQuery: true }, 'actionInteractionsPreparationQuery must be a string, but it is true'],
    ];
    for (const [input, cause] of cases) {
      const result = await run(definition, input, {});
      assert.deepEqual([result.error, result.cause, result.calls], ['InvalidInput', cause, []]);
    }
  },
};

(async () => {
  let bad = 0;
  for (const [name, scenario] of Object.entries(scenarios)) {
    try {
      await scenario();
      console.log(`ok    ${name}`);
    } catch (error) {
      bad += 1;
      console.log(`FAIL  ${name}\n${error.stack}`);
    }
  }
  console.log(`${Object.keys(scenarios).length} scenarios, ${bad} failed`);
  process.exitCode = bad === 0 ? 0 : 1;
})();
