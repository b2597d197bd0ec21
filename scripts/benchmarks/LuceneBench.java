import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;

/**
 * Indexes a folder of files and times searches, as the peer that scripts/bench compares with.
 *
 * <pre>
 * LuceneBench index simple|capable FOLDER INDEX THREADS
 * LuceneBench search simple|capable INDEX QUERIES PASSES rank|hits
 * </pre>
 *
 * "simple" is one stemmed field with positions, stored. "capable" is what a Byline index can answer: the exact words
 * with positions, their stems, the stored text, and a document for each section name of a file.
 *
 * QUERIES has `class TAB words` a line, of class or, and, phrase. For each a line `class TAB microseconds TAB total` is
 * printed, with the least processor time that it took in a pass. Totals are exact.
 */
public final class LuceneBench {
  private static final String STEMS = "stems";
  private static final String WORDS = "words";
  private static final String SECTION_STEMS = "section_stems";
  private static final int TOP = 10;
  private static final double RAM_BUFFER_MB = 64;
  private static final long WARM_UP_NANOSECONDS = 3_000_000_000L;

  private final boolean capable;
  private final Analyzer analyzer;

  private LuceneBench(String kind) {
    capable = kind.equals("capable");
    analyzer = new PerFieldAnalyzerWrapper(new EnglishAnalyzer(), Map.of(WORDS, new ExactAnalyzer()));
  }

  public static void main(String[] args) throws Exception {
    LuceneBench bench = new LuceneBench(args[1]);
    if (args[0].equals("index")) {
      bench.index(Paths.get(args[2]), Paths.get(args[3]), Integer.parseInt(args[4]));
    } else {
      bench.search(Paths.get(args[2]), Paths.get(args[3]), Integer.parseInt(args[4]), args[5].equals("hits"));
    }
  }

  /** Words in folded case, without accents. */
  private static final class ExactAnalyzer extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      Tokenizer words = new StandardTokenizer();
      return new TokenStreamComponents(words, new ASCIIFoldingFilter(new LowerCaseFilter(words)));
    }
  }

  private static FieldType fieldType(IndexOptions options, boolean stored) {
    FieldType type = new FieldType();
    type.setTokenized(true);
    type.setIndexOptions(options);
    type.setStored(stored);
    type.freeze();
    return type;
  }

  private static final FieldType WITH_POSITIONS = fieldType(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, false);
  private static final FieldType STORED_WITH_POSITIONS = fieldType(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, true);
  private static final FieldType WITHOUT_POSITIONS = fieldType(IndexOptions.DOCS_AND_FREQS, false);
  private static final FieldType STORED_WITHOUT_POSITIONS = fieldType(IndexOptions.DOCS_AND_FREQS, true);

  private void index(Path folder, Path index, int threads) throws Exception {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
    }
    IndexWriterConfig config = new IndexWriterConfig(analyzer);
    config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    config.setRAMBufferSizeMB(RAM_BUFFER_MB);
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(index), config)) {
      addAll(writer, files, threads);
      writer.forceMerge(1);
      writer.commit();
    }
  }

  private void addAll(IndexWriter writer, List<Path> files, int threads) throws Exception {
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> workers = new ArrayList<>();
    for (int i = 0; i < threads; ++i) {
      workers.add(pool.submit(() -> {
        for (int file = next.getAndIncrement(); file < files.size(); file = next.getAndIncrement()) {
          add(writer, files.get(file));
        }
        return null;
      }));
    }
    for (Future<?> worker : workers) worker.get();
    pool.shutdown();
  }

  private void add(IndexWriter writer, Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    Document article = new Document();
    article.add(new StringField("path", file.toString(), Field.Store.YES));
    if (capable) {
      article.add(new Field(WORDS, text, WITH_POSITIONS));
      article.add(new Field(STEMS, text, STORED_WITHOUT_POSITIONS));
      for (Map.Entry<String, String> section : sections(text).entrySet()) {
        Document document = new Document();
        document.add(new StringField("path", file.toString(), Field.Store.YES));
        document.add(new StringField("section", section.getKey(), Field.Store.NO));
        document.add(new Field(SECTION_STEMS, section.getValue(), WITHOUT_POSITIONS));
        writer.addDocument(document);
      }
    } else {
      article.add(new Field(STEMS, text, STORED_WITH_POSITIONS));
    }
    writer.addDocument(article);
  }

  /** The text under each heading of a Markdown text, subsections included; those of one name are one. */
  private static Map<String, String> sections(String text) {
    String[] lines = text.split("\n", -1);
    Map<String, StringBuilder> sections = new LinkedHashMap<>();
    List<String> open = new ArrayList<>();
    List<Integer> levels = new ArrayList<>();
    boolean inCode = false;
    for (String line : lines) {
      if (line.startsWith("```")) inCode = !inCode;
      int level = inCode ? 0 : headingLevel(line);
      if (level > 1) {
        while (!levels.isEmpty() && levels.get(levels.size() - 1) >= level) {
          levels.remove(levels.size() - 1);
          open.remove(open.size() - 1);
        }
        levels.add(level);
        open.add(line.substring(level).trim().toLowerCase());
      }
      for (int i = 0; i < open.size(); ++i) {
        if (open.indexOf(open.get(i)) != i) continue;
        sections.computeIfAbsent(open.get(i), name -> new StringBuilder()).append(line).append('\n');
      }
    }
    return sections.entrySet().stream().collect(
        Collectors.toMap(Map.Entry::getKey, section -> section.getValue().toString(), (a, b) -> a, LinkedHashMap::new));
  }

  private static int headingLevel(String line) {
    int level = 0;
    while (level < line.length() && line.charAt(level) == '#') ++level;
    return level > 0 && level <= 6 && level < line.length() && line.charAt(level) == ' ' ? level : 0;
  }

  private static final class TimedQuery {
    String group;
    List<String> words;
    int total;
    double microseconds = Double.POSITIVE_INFINITY;
  }

  private void search(Path index, Path queriesFile, int passes, boolean fetch) throws IOException {
    List<TimedQuery> queries = new ArrayList<>();
    for (String line : Files.readAllLines(queriesFile)) {
      TimedQuery query = new TimedQuery();
      query.group = line.substring(0, line.indexOf('\t'));
      query.words = Arrays.asList(line.substring(line.indexOf('\t') + 1).split(" "));
      queries.add(query);
    }
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(index))) {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setSimilarity(new BM25Similarity());
      searcher.setQueryCache(null);
      // The compiler of the virtual machine needs more than one pass.
      long begin = System.nanoTime();
      do {
        for (TimedQuery query : queries) run(searcher, query, fetch);
      } while (System.nanoTime() - begin < WARM_UP_NANOSECONDS);
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      for (int pass = 0; pass < passes; ++pass) {
        for (TimedQuery query : queries) {
          long start = threads.getCurrentThreadCpuTime();
          run(searcher, query, fetch);
          query.microseconds = Math.min(query.microseconds, (threads.getCurrentThreadCpuTime() - start) / 1000.0);
        }
      }
    }
    for (TimedQuery query : queries) {
      System.out.printf("%s\t%.1f\t%d%n", query.group, query.microseconds, query.total);
    }
  }

  private void run(IndexSearcher searcher, TimedQuery query, boolean fetch) throws IOException {
    TopScoreDocCollector collector = TopScoreDocCollector.create(TOP, Integer.MAX_VALUE);
    searcher.search(parse(query), collector);
    TopDocs found = collector.topDocs();
    query.total = (int) found.totalHits.value;
    if (!fetch) return;
    for (ScoreDoc hit : found.scoreDocs) searcher.doc(hit.doc).getFields();
  }

  private Query parse(TimedQuery query) throws IOException {
    boolean phrase = query.group.equals("phrase");
    String field = phrase && capable ? WORDS : STEMS;
    List<String> terms = new ArrayList<>();
    for (String word : query.words) terms.addAll(terms(field, word));
    if (phrase) return new PhraseQuery(field, terms.toArray(new String[0]));
    BooleanClause.Occur occur = query.group.equals("and") ? BooleanClause.Occur.MUST : BooleanClause.Occur.SHOULD;
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    for (String term : terms) builder.add(new TermQuery(new Term(field, term)), occur);
    return builder.build();
  }

  private List<String> terms(String field, String word) throws IOException {
    List<String> terms = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream(field, word)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) terms.add(term.toString());
      stream.end();
    }
    return terms;
  }
}
