package dev.moonloom.luau.codegen;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The code of a generated class as text: a line an instruction, with labels numbered in the order in which they stand. */
final class Disassembly {
    private final StringBuilder text = new StringBuilder();
    private final Map<Label, Integer> labels = new HashMap<>();

    private Disassembly() {}

    /** {@return the code of one method} */
    static String of(byte[] classFile, String method) {
        ClassModel model = ClassFile.of().parse(classFile);
        MethodModel found = model.methods().stream().filter(each -> each.methodName().equalsString(method)).findFirst()
                .orElseThrow();
        return new Disassembly().list(found.code().orElseThrow());
    }

    /** {@return how many bytes of code a method has} */
    static int sizeOf(byte[] classFile, String method) {
        ClassModel model = ClassFile.of().parse(classFile);
        return model.methods().stream().filter(each -> each.methodName().equalsString(method)).findFirst()
                .flatMap(each -> each.findAttribute(java.lang.classfile.Attributes.code())).orElseThrow().codeLength();
    }

    private String list(CodeModel code) {
        for (CodeElement element : code) {
            if (element instanceof LabelTarget target) {
                labels.put(target.label(), labels.size());
            }
        }
        for (CodeElement element : code) {
            switch (element) {
                case LabelTarget target -> text.append(name(target.label())).append(":\n");
                case LineNumber line -> text.append("  line ").append(line.line()).append('\n');
                case Instruction instruction -> text.append("    ").append(describe(instruction)).append('\n');
                default -> {}
            }
        }
        return text.toString();
    }

    private String name(Label label) {
        return "L" + labels.get(label);
    }

    private String describe(Instruction instruction) {
        String opcode = instruction.opcode().name().toLowerCase(Locale.ROOT);
        return switch (instruction) {
            case LoadInstruction load -> plain(load.opcode()) + " " + load.slot();
            case StoreInstruction store -> plain(store.opcode()) + " " + store.slot();
            case ConstantInstruction constant -> "push " + constant.constantValue();
            case BranchInstruction branch -> opcode + " " + name(branch.target());
            case FieldInstruction field -> opcode + " " + member(field.field());
            case InvokeInstruction invoke -> opcode + " " + member(invoke.method()) + parameters(invoke);
            case NewObjectInstruction made -> opcode + " " + simple(made.className());
            case TypeCheckInstruction check -> opcode + " " + simple(check.type());
            case LookupSwitchInstruction choice -> opcode + " " + cases(choice);
            default -> opcode;
        };
    }

    /** The short forms are the class file's business. */
    private static String plain(Opcode opcode) {
        return opcode.name().toLowerCase(Locale.ROOT).replaceAll("_.*", "");
    }

    private static String member(MemberRefEntry member) {
        return simple(member.owner()) + "." + member.name().stringValue();
    }

    private static String parameters(InvokeInstruction invoke) {
        String list = invoke.typeSymbol().parameterList().stream().map(each -> each.displayName())
                .reduce((a, b) -> a + ", " + b).orElse("");
        return "(" + list + ")";
    }

    private static String simple(ClassEntry type) {
        return type.asSymbol().displayName();
    }

    private String cases(LookupSwitchInstruction choice) {
        var list = new StringBuilder();
        choice.cases()
                .forEach(each -> list.append(each.caseValue()).append(" -> ").append(name(each.target())).append(", "));
        return list + "else " + name(choice.defaultTarget());
    }
}
